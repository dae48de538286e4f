# names: B05
# task: forward

def forward(network, params, X):
    funcs = dict(sigmoid=sigmoid, tanh=np.tanh, relu=relu, softmax=softmax, identity=lambda v: v)
    out = [X]
    for i in range(len(params)):
        W, theta = params[i]  # theta: 阈值
        beta = np.dot(out[i], W)
        name = network.output if i == len(params) - 1 else network.hidden
        out.append(funcs[name](beta - theta))
    return out
