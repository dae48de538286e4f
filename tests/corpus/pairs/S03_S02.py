# names: S03, S02
# tasks: standardize


def guiyihua(A):
    """零均值, 单位方差"""
    sd = np.std(A)
    if sd == 0:
        sd = 1
    return (A - np.mean(A)) / sd


def standardize(X_train, X_test):
    return guiyihua(X_train), guiyihua(X_test)
