"""K-FAC in float64, in the way that nobody would run it: the curvature of each layer is written out whole, as the Kronecker
product of its two damped factors, and its system is solved by elimination. Writes numpy_kfac.json beside this file.

On maps the one layer has two inputs and one output, with A = |H| and G = 1. The network is that of article004_net_small.json
with ReLU, its labels for G drawn from its own softmax by Mulberry32 with the number of the update for a seed."""
import json
import math
import os
import platform

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def mulberry(seed):
    state = seed & 0xFFFFFFFF
    while True:
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        t = ((state ^ (state >> 15)) * (1 | state)) & 0xFFFFFFFF
        t = ((t + (((t ^ (t >> 7)) * (61 | t)) & 0xFFFFFFFF)) & 0xFFFFFFFF) ^ t
        yield ((t ^ (t >> 14)) & 0xFFFFFFFF) / 2**32


def update(W, g, A, G, new_A, new_G, t, beta, kappa):
    """The factors after update t, and the step of each layer."""
    b = min(1 - 1 / t, beta)
    A = [b * a + (1 - b) * n for a, n in zip(A, new_A)]
    G = [b * a + (1 - b) * n for a, n in zip(G, new_G)]
    steps = []
    for w, slope, a, e in zip(W, g, A, G):
        pi = math.sqrt((np.trace(a) / len(a)) / (np.trace(e) / len(e)))
        root = math.sqrt(kappa)
        F = np.kron(a + pi * root * np.eye(len(a)), e + root / pi * np.eye(len(e)))
        # Row by row, as the product of A with rows and G with columns asks for.
        steps.append(np.linalg.solve(F, slope.reshape(-1)).reshape(w.shape))
    return A, G, steps


def rate(steps, g, lr, nu):
    return min(lr, math.sqrt(nu / sum(float(np.sum(s * d)) for s, d in zip(steps, g))))


# ---- maps

MAPS = {
    'quad1': ((-4.0, -6.0), lambda x, y: (0.2 * x, 4 * y), lambda x, y: ((0.2, 0.0), (0.0, 4.0))),
    'rosenbrock': (
        (-1.5, 2.0),
        lambda x, y: (-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
        lambda x, y: ((2 - 400 * (y - x * x) + 800 * x * x, -400 * x), (-400 * x, 200.0)),
    ),
}


def walk(name, options, steps, noise=None):
    start, grad, hess = MAPS[name]
    x = np.array(start)
    A, G = [np.zeros((2, 2))], [np.zeros((1, 1))]
    path = [x.tolist()]
    for t in range(1, steps + 1):
        g, H = np.array(grad(*x)), np.array(hess(*x))
        if noise is not None:
            g = g * (1 + 2.0**-53 * noise.uniform(-1, 1, 2))
            H = H * (1 + 2.0**-53 * noise.uniform(-1, 1))
        values, vectors = np.linalg.eigh(H)
        absolute = vectors @ np.diag(np.maximum(np.abs(values), 1e-6)) @ vectors.T
        slope = g.reshape(2, 1)
        A, G, delta = update([slope], [slope], A, G, [absolute], [np.ones((1, 1))], t, options['beta'], options['kappa'])
        x = x - rate(delta, [slope], options['lr'], options['nu']) * delta[0][:, 0]
        path.append(x.tolist())
    return path


def series():
    out = []
    for name in MAPS:
        for options in (
            {'lr': 1, 'beta': 0.95, 'kappa': 1e-3, 'nu': 1000},
            {'lr': 0.3, 'beta': 0.95, 'kappa': 0.1, 'nu': 0.01},
            {'lr': 0.5, 'beta': 0.5, 'kappa': 1, 'nu': 2},
        ):
            path = walk(name, options, 100)
            others = [walk(name, options, 100, np.random.RandomState(seed)) for seed in range(8)]
            off = [max(abs(a - b) for other in others for a, b in zip(other[k], path[k])) for k in range(101)]
            until = max(k for k in range(101) if max(off[: k + 1]) < 1e-8)
            out.append(
                {
                    'objective': name,
                    'start': path[0],
                    'optimizer': 'K-FAC',
                    'options': options,
                    'noise_dev': max(off[: until + 1]),
                    'stable_until': until,
                    'trajectory': path,
                }
            )
            print(name, options, until, max(off), path[-1])
    return out


# ---- the network


def forward(W, inputs):
    a = []
    values = inputs
    for i, w in enumerate(W):
        values = np.hstack([values, np.ones((len(values), 1))])
        a.append(values)
        values = values @ w
        if i < len(W) - 1:
            values = np.maximum(values, 0)
    e = np.exp(values - values.max(axis=1, keepdims=True))
    return a, e / e.sum(axis=1, keepdims=True)


def backward(W, a, p, labels):
    """Of each layer, each example's gradient for what goes out."""
    e = p.copy()
    e[np.arange(len(p)), labels] -= 1
    out = [e]
    for i in range(len(W) - 1, 0, -1):
        e = (e @ W[i][:-1].T) * (a[i][:, :-1] > 0)
        out.insert(0, e)
    return out


def net():
    golden = json.load(open(os.path.join(HERE, 'article004_net_small.json')))
    params = golden['cases'][0]['params']
    assert golden['cases'][0]['activation'] == 'relu' and golden['cases'][0]['weight_decay_lambda'] == 0
    W = [np.vstack([params[f'W{i}'], params[f'b{i}']]) for i in (1, 2, 3)]
    inputs, labels = np.array(golden['x']), np.array(golden['t'])
    n = len(labels)
    options = {'lr': 0.5, 'beta': 0.8, 'kappa': 0.05, 'nu': 0.1}
    A = [np.zeros((len(w), len(w))) for w in W]
    G = [np.zeros((w.shape[1], w.shape[1])) for w in W]
    steps = []
    for t in range(1, 11):
        a, p = forward(W, inputs)
        slopes = backward(W, a, p, labels)
        g = [x.T @ e / n for x, e in zip(a, slopes)]
        random = mulberry(t)
        drawn = np.array([min(int(np.searchsorted(np.cumsum(row), next(random), side='right')), len(row) - 1) for row in p])
        dreamt = backward(W, a, p, drawn)
        A, G, delta = update(
            W, g, A, G, [x.T @ x / n for x in a], [e.T @ e / n for e in dreamt], t, options['beta'], options['kappa']
        )
        lr = rate(delta, g, options['lr'], options['nu'])
        W = [w - lr * d for w, d in zip(W, delta)]
        loss = -np.log(p[np.arange(n), labels]).mean()
        steps.append(
            {
                'loss_before': float(loss),
                'drawn': drawn.tolist(),
                'rate': lr,
                'x_after': np.concatenate([w.reshape(-1) for w in W]).tolist(),
            }
        )
        print(t, float(loss), lr, drawn)
    return {'options': options, 'steps': steps}


env = {'python': platform.python_version(), 'numpy': np.__version__}
try:
    import torch

    env['torch'] = torch.__version__
except ImportError:
    pass
with open(os.path.join(HERE, 'numpy_kfac.json'), 'w') as file:
    json.dump({'about': __doc__, 'env': env, 'series': series(), 'network': net()}, file, allow_nan=False)
    file.write('\n')
