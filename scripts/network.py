"""The race through the network in NumPy, or in PyTorch, for scripts/bench.network.ts to compare with.

network.py FOLDER numpy|torch: trains four times from the weights, and on the batches, that lie in FOLDER, and prints
{"seconds": …, "losses": {optimizer: [after update 1, 2, …]}}. As in A4, each iteration is a gradient, an update, and then the
loss on the same batch; what is timed is all four trainings, one after another.

network.py FOLDER gemm: prints how many products and sums of float32 a second a large matrix product makes.
network.py FOLDER version: prints NumPy's.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np

SIZES = [784, 100, 100, 100, 100, 10]
BATCH = 128

folder = Path(sys.argv[1])


def load():
    images = np.fromfile(folder / "images.u8", np.uint8).reshape(-1, SIZES[0])
    labels = np.fromfile(folder / "labels.u8", np.uint8).astype(np.int64)
    batches = np.fromfile(folder / "batches.u32", np.uint32).reshape(-1, BATCH)
    flat = np.fromfile(folder / "weights.f32", np.float32)
    weights, at = [], 0
    for inputs, outputs in zip(SIZES, SIZES[1:]):
        weights.append(flat[at : at + inputs * outputs].reshape(inputs, outputs))
        at += inputs * outputs
        weights.append(flat[at : at + outputs])
        at += outputs
    return images, labels, batches, weights


class SGD:
    def __init__(self, lr):
        self.lr = lr

    def update(self, x, g):
        for xi, gi in zip(x, g):
            xi -= self.lr * gi


class Momentum:
    def __init__(self, lr, momentum, x):
        self.lr, self.momentum, self.m = lr, momentum, [np.zeros_like(xi) for xi in x]

    def update(self, x, g):
        for xi, gi, mi in zip(x, g, self.m):
            mi *= self.momentum
            mi -= self.lr * gi
            xi += mi


class AdaGrad:
    def __init__(self, lr, eps, x):
        self.lr, self.eps, self.v = lr, eps, [np.zeros_like(xi) for xi in x]

    def update(self, x, g):
        for xi, gi, vi in zip(x, g, self.v):
            vi += gi * gi
            xi -= self.lr * gi / (np.sqrt(vi) + self.eps)


class Adam:
    def __init__(self, lr, beta1, beta2, eps, x):
        self.lr, self.beta1, self.beta2, self.eps, self.t = lr, beta1, beta2, eps, 0
        self.m, self.v = [np.zeros_like(xi) for xi in x], [np.zeros_like(xi) for xi in x]

    def update(self, x, g):
        self.t += 1
        rate = self.lr * np.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)
        for xi, gi, mi, vi in zip(x, g, self.m, self.v):
            mi += (1 - self.beta1) * (gi - mi)
            vi += (1 - self.beta2) * (gi * gi - vi)
            xi -= rate * mi / (np.sqrt(vi) + self.eps)


def forward(x, inputs):
    """What comes into each layer, and the scores."""
    values = [inputs]
    for layer in range(len(SIZES) - 1):
        z = values[-1] @ x[2 * layer] + x[2 * layer + 1]
        values.append(np.maximum(z, 0) if layer < len(SIZES) - 2 else z)
    return values


def cross_entropy(scores, labels):
    """The mean loss, and the probabilities."""
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    return -np.log(p[np.arange(len(labels)), labels]).mean(), p


def gradient(x, inputs, labels):
    values = forward(x, inputs)
    _, d = cross_entropy(values[-1], labels)
    d[np.arange(len(labels)), labels] -= 1
    d /= len(labels)
    g = [None] * len(x)
    for layer in reversed(range(len(SIZES) - 1)):
        g[2 * layer] = values[layer].T @ d
        g[2 * layer + 1] = d.sum(axis=0)
        if layer > 0:
            d = (d @ x[2 * layer].T) * (values[layer] > 0)
    return g


def in_numpy():
    images, labels, batches, start = load()
    images = images / 255.0
    seconds, losses = 0.0, {}
    for name in ["Gradient descent", "Momentum", "AdaGrad", "Adam"]:
        x = [w.astype(np.float64) for w in start]
        optimizer = {
            "Gradient descent": lambda: SGD(0.01),
            "Momentum": lambda: Momentum(0.01, 0.9, x),
            "AdaGrad": lambda: AdaGrad(0.01, 1e-7, x),
            "Adam": lambda: Adam(0.001, 0.9, 0.999, 1e-7, x),
        }[name]()
        losses[name] = []
        before = time.perf_counter()
        for batch in batches:
            inputs, t = images[batch], labels[batch]
            optimizer.update(x, gradient(x, inputs, t))
            losses[name].append(float(cross_entropy(forward(x, inputs)[-1], t)[0]))
        seconds += time.perf_counter() - before
    return {"seconds": seconds, "losses": losses}


def in_torch():
    import torch

    images, labels, batches, start = load()
    images = torch.from_numpy(images).float() / 255
    labels, batches = torch.from_numpy(labels), torch.from_numpy(batches.astype(np.int64))
    seconds, losses = 0.0, {}
    for name in ["Gradient descent", "Momentum", "AdaGrad", "Adam"]:
        x = [torch.from_numpy(w.copy()).requires_grad_() for w in start]
        optimizer = {
            "Gradient descent": lambda: torch.optim.SGD(x, lr=0.01),
            "Momentum": lambda: torch.optim.SGD(x, lr=0.01, momentum=0.9),
            "AdaGrad": lambda: torch.optim.Adagrad(x, lr=0.01, eps=1e-7),
            "Adam": lambda: torch.optim.Adam(x, lr=0.001, eps=1e-7),
        }[name]()

        def loss(inputs, t):
            a = inputs
            for layer in range(len(SIZES) - 1):
                a = a @ x[2 * layer] + x[2 * layer + 1]
                if layer < len(SIZES) - 2:
                    a = torch.relu(a)
            return torch.nn.functional.cross_entropy(a, t)

        losses[name] = []
        before = time.perf_counter()
        for batch in batches:
            inputs, t = images[batch], labels[batch]
            optimizer.zero_grad()
            loss(inputs, t).backward()
            optimizer.step()
            with torch.no_grad():
                losses[name].append(loss(inputs, t).item())
        seconds += time.perf_counter() - before
    return {"seconds": seconds, "losses": losses}


def gemm():
    n = 1024
    a, b = np.random.rand(n, n).astype(np.float32), np.random.rand(n, n).astype(np.float32)
    best = np.inf
    for _ in range(8):
        before = time.perf_counter()
        a @ b
        best = min(best, time.perf_counter() - before)
    return 2 * n**3 / best


print(json.dumps({"numpy": in_numpy, "torch": in_torch, "gemm": gemm, "version": lambda: np.__version__}[sys.argv[2]]()))
