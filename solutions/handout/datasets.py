"""Write the two larger data sets of the notebook: ``python -m solutions.handout.datasets``.

They come with scikit-learn, which students do not have.
"""

from pathlib import Path

from sklearn.datasets import load_breast_cancer, load_diabetes

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "data", ROOT / "assignment" / "data")


def tables() -> dict[str, str]:
    """File name to content; the target is the last column."""
    bunches = {"diabetes.csv": load_diabetes(scaled=False), "breast_cancer.csv": load_breast_cancer()}
    result = {}
    for name, bunch in bunches.items():
        target = "progression" if name == "diabetes.csv" else "benign"
        lines = [",".join([*(str(column).replace(" ", "_") for column in bunch.feature_names), target])]
        for features, value in zip(bunch.data.tolist(), bunch.target.tolist(), strict=True):
            lines.append(",".join(f"{number:.10g}" for number in (*features, value)))
        result[name] = "\n".join(lines) + "\n"
    return result


def contents() -> dict[Path, bytes]:
    """Content of every file that is written."""
    return {folder / name: text.encode() for folder in FOLDERS for name, text in tables().items()}


def main() -> None:
    """Write them."""
    for path, content in contents().items():
        path.write_bytes(content)
        print(f"{path.relative_to(ROOT)}: {len(content) / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
