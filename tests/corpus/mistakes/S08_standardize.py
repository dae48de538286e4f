# names: S08
# task: standardize

def standardize(X_train, X_test):
    low, high = X_train.min(axis=0), X_train.max(axis=0)
    width = np.where(high > low, high - low, 1)
    return (X_train - low) / width, (X_test - low) / width
