"""Trains a network that was exported as a Python file, on noise: prints the processor seconds of the epochs after the first."""
import importlib.util
import sys
import time

import torch
from torch.nn import functional

path, examples, channels, side, classes, batch, epochs = sys.argv[1], *map(int, sys.argv[2:])
torch.set_num_threads(1)
torch.manual_seed(1)
spec = importlib.util.spec_from_file_location("exported", path)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
model = module.Network().to(memory_format=torch.channels_last).train()
optimizer = torch.optim.SGD(model.parameters(), lr=.1, momentum=.9, weight_decay=5e-4, nesterov=True)
inputs = torch.rand(examples, channels, side, side)
targets = torch.arange(examples) % classes
start = 0
for epoch in range(epochs + 1):
    if epoch == 1:
        start = time.process_time()
    order = torch.randperm(examples)
    for first in range(0, examples, batch):
        chosen = order[first:first + batch]
        x = inputs[chosen].to(memory_format=torch.channels_last)
        # What is exported says probabilities.
        loss = functional.nll_loss(torch.log(model(x) + 1e-12), targets[chosen])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
print((time.process_time() - start) / epochs)
