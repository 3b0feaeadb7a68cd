"""Writes files with torch into the folder given, and prints what they hold, a line each, its parts told apart by tabs.

    value    file  what it holds
    score    file  architecture, or its index in NAS-Bench-201  column  its score there
    refused  file  a part of the message
"""
import collections
import itertools
import pickle
import sys

import numpy as np
import torch

FOLDER = sys.argv[1]
OPS = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"]
CONTAINERS = [(zipped, protocol) for zipped in (True, False) for protocol in (2, 3, 4, 5)]


def save(name, value, zipped=True, protocol=2):
    torch.save(value, FOLDER + "/" + name, pickle_protocol=protocol, _use_new_zipfile_serialization=zipped)


def score(file, architecture, column, value):
    print("score", file, architecture, column, float(value).hex(), sep="\t")


def describe(v):
    if isinstance(v, torch.Tensor):
        values = v.detach().reshape(-1).tolist()
        return "tensor%d[%s]" % (v.dim(), ",".join(describe(x) for x in values))
    if v is None or isinstance(v, bool):
        return str(v)
    if isinstance(v, int):
        return str(v)
    if isinstance(v, float):
        return v.hex()
    if isinstance(v, str):
        return "'" + v + "'"
    if isinstance(v, (list, tuple)):
        return ("(%s)" if isinstance(v, tuple) else "[%s]") % ",".join(describe(x) for x in v)
    return "{" + ",".join(describe(k) + ":" + describe(x) for k, x in v.items()) + "}"


base = torch.arange(24, dtype=torch.float32).reshape(2, 3, 4) / 8
ints = torch.tensor([-3, 0, 100])
values = {
    "floats": [torch.tensor([0.1, -2.5, float("inf"), 6e-8], dtype=t) for t in (torch.float16, torch.bfloat16, torch.float32, torch.float64)],
    "ints": [ints.to(t) for t in (torch.int8, torch.int16, torch.int32, torch.int64)] + [torch.tensor([0, 200], dtype=torch.uint8)],
    "truths": torch.tensor([True, False, True]),
    "single": [torch.tensor(3.5), torch.tensor(7), torch.zeros(0), torch.zeros(2, 0, 3)],
    "views": [base, base[1], base[:, 1:, ::2], base.transpose(0, 2), base[0, 0, 0], base.permute(2, 0, 1)[1:3]],
    "column order": torch.as_tensor(np.asfortranarray(np.arange(6.0).reshape(2, 3))),
    "parameters": collections.OrderedDict(weight=torch.nn.Parameter(base[0, :2]), bias=base[0, 0].clone().requires_grad_(True)),
    "state": torch.nn.Linear(2, 1).state_dict(),
    "mixed": {"epoch": 3, "sizes": base.shape, "scores": [1.5, (2, "x")], (0, 1): torch.ones(1)},
}
for (zipped, protocol), (name, value) in itertools.product(CONTAINERS, values.items()):
    file = "%s-%s-%d" % (name.replace(" ", "-"), "zip" if zipped else "old", protocol)
    save(file, value, zipped, protocol)
    print("value", file, describe(value), sep="\t")

cells = ["|%s~0|+|%s~0|%s~1|+|%s~0|%s~1|%s~2|" % six for six in itertools.product(OPS, repeat=6)]


def training(data_set, seed, epochs, base, sets):
    return {
        "name": data_set,
        "net_state_dict": None,
        "train_acc1es": {e: base - e for e in range(epochs)},
        "train_acc5es": {e: 99.0 for e in range(epochs)},
        "train_losses": {e: 1.0 / (e + 1) for e in range(epochs)},
        "train_times": {e: 2.5 for e in range(epochs)},
        "arch_config": {"name": "infer.tiny", "C": 16, "N": 5, "class_num": 10},
        "params": np.float64(0.8),
        "flop": 100 + base,
        "seed": seed,
        "epochs": epochs,
        "latency": [0.01, 0.03],
        "eval_names": list(sets),
        "eval_acc1es": {"%s@%d" % (s, e): base + e for s in sets for e in range(epochs)},
        "eval_times": {"%s@%d" % (s, e): 0.5 for s in sets for e in range(epochs)},
        "eval_losses": {"%s@%d" % (s, e): 0.25 for s in sets for e in range(epochs)},
    }


def nas_bench_201(seeds, dicts):
    infos = collections.OrderedDict()
    for index in range(3):
        infos[index] = dicts()
        for budget, epochs in (("less", 12), ("full", 200)):
            results = dicts()
            for data_set, sets in (
                ("cifar10-valid", ["ori-test", "x-valid"]),
                ("cifar10", ["ori-test"]),
                ("cifar100", ["ori-test", "x-valid", "x-test"]),
                ("ImageNet16-120", ["ori-test", "x-valid", "x-test"]),
            ):
                for k, seed in enumerate(seeds if budget == "full" else [777]):
                    results[(data_set, seed)] = training(data_set, seed, epochs, 10.0 * index + k, sets)
            infos[index][budget] = {
                "arch_index": index,
                "arch_str": cells[index],
                "all_results": results,
                "dataset_seed": {"cifar10-valid": list(seeds)},
            }
    return {"meta_archs": cells, "arch2infos": infos, "evaluated_indexes": set(range(3))}


for version, seeds, dicts in (("1_0", [777], dict), ("1_1", [777, 888, 999], collections.OrderedDict)):
    for zipped in (True, False):
        name = "NAS-Bench-201-v%s-%s.pth" % (version, "zip" if zipped else "old")
        save(name, nas_bench_201(seeds, dicts), zipped)
        for index in range(3):
            wanted = 10.0 * index + (len(seeds) - 1) / 2 + 199
            for data_set in ("cifar10-valid", "cifar100", "ImageNet16-120"):
                score(name, cells[index], data_set + " valid accuracy [%] @200", wanted)


def task(base, metrics, epochs=4):
    lists = {m: [base + e * (-1 if "loss" in m and "neg" not in m else 1) for e in range(epochs)] for m in metrics}
    costs = {"inference_time": 0.004, "encoder_params": 2.5, "model_params": 3.5, "encoder_FLOPs": 7.5, "model_FLOPs": 8.5}
    return {"total_epochs": epochs, "model_info": costs, "metrics": lists}


micro = ["64-41414-%d_%d%d_%d%d%d" % six for six in itertools.product(range(4), repeat=6)][:5]
tasks = {
    "class_scene": ["train_top1", "valid_top1", "test_top1", "valid_loss"],
    "room_layout": ["valid_loss", "valid_neg_loss"],
    "segmentsemantic": ["valid_acc", "valid_mIoU"],
}
trans = {
    "metrics_dict": {t: list(m) for t, m in tasks.items()},
    "info_names": ["inference_time", "encoder_params", "model_params", "model_FLOPs", "encoder_FLOPs"],
    "task_list": list(tasks),
    "search_spaces": ["macro", "micro"],
    "data": {
        "macro": {"64-1234-basic": {t: task(1.0, m) for t, m in tasks.items()}},
        "micro": {a: {t: task(10.0 * i, m) for t, m in tasks.items()} for i, a in enumerate(micro)},
    },
}
for zipped in (True, False):
    name = "transnas-bench-%s.pth" % ("zip" if zipped else "old")
    save(name, trans, zipped)
    for i, a in enumerate(micro):
        score(name, a, "class_scene valid accuracy [%] @4", 10.0 * i + 3)
        score(name, a, "room_layout valid negative loss @4", 10.0 * i + 3)

ramp = np.arange(len(cells)) / 1000 + 1
vectors = {
    "torch-float": torch.tensor(ramp, dtype=torch.float32),
    "torch-half": torch.tensor(ramp, dtype=torch.float16),
    "torch-column": torch.tensor(ramp).reshape(-1, 1),
    "torch-slice": torch.tensor(np.stack([ramp, -ramp], 1))[:, 0],
    "torch-parameter": torch.nn.Parameter(torch.tensor(ramp)),
    "numpy": ramp,
    "numpy-big": ramp.astype(">f4"),
    "list": ramp.tolist(),
    "numpy-scalars": list(ramp),
    "torch-scalars": list(torch.tensor(ramp)),
}
for kind, vector in vectors.items():
    for zipped in (True, False):
        name = "nasbench201__latency__%s_%s.pt" % (kind, "zip" if zipped else "old")
        save(name, vector, zipped)
        for index in (0, 1, 12345, 15624):
            found = vector[index]
            score(name, index, name[: -len(".pt")], found.item() if isinstance(found, torch.Tensor) else found)

devices = ["edgegpu_latency", "edgegpu_energy", "raspi4_latency", "edgetpu_latency", "pixel3_latency", "eyeriss_latency", "eyeriss_energy"]
hardware = {"nasbench201": {}, "fbnet": {"cifar100": {"edgegpu_latency": {"block": 1.0}}}}
for data_set in ("cifar10", "cifar100"):
    hardware["nasbench201"][data_set] = {d: list(ramp * (1 + i)) for i, d in enumerate(devices)}
    hardware["nasbench201"][data_set]["eyeriss_arithmetic_intensity"] = list(ramp)
    hardware["nasbench201"][data_set]["config"] = [{"name": "infer.tiny", "C": 16, "N": 5, "arch_str": c, "num_classes": 10} for c in cells]
with open(FOLDER + "/HW-NAS-Bench-v1_0.pickle", "wb") as out:
    pickle.dump(hardware, out, 4)
score("HW-NAS-Bench-v1_0.pickle", 77, "cifar100 raspi4 latency [ms]", ramp[77] * 3)
score("HW-NAS-Bench-v1_0.pickle", 77, "cifar10 edgegpu energy [mJ]", ramp[77] * 2)

for protocol in range(6):
    name = "nb-asr-e40-1234-%d.pickle" % protocol
    with open(FOLDER + "/" + name, "wb") as out:
        header = {
            "dataset_type": "training",
            "version": 1,
            "columns": ["model_hash", "val_per", "test_per", "arch_vec"],
            "search_space": {"shape": [[6, 2], [6, 2, 2], [6, 2, 2, 2]], "ops": ["linear"], "nodes": 3},
            "epochs": 40,
            "seed": 1234,
        }
        pickle.dump(header, out, protocol)
        rows = [("%032x" % i, list(np.linspace(1, 0.2 + i / 100, 40)), np.float64(0.25), [[1, 0], [i, 0, 1], [0, 1, 1, 1]]) for i in range(5)]
        pickle.dump([list(row) for row in rows], out, protocol)
    score(name, [[1, 0], [3, 0, 1], [0, 1, 1, 1]], "timit valid PER @40", 0.2 + 3 / 100)

objects = {
    "objects.p": {cells[0]: np.array([1.5, None], dtype=object)},
    "complex.p": {cells[0]: np.array([1 + 2j])},
    "dates.p": {cells[0]: np.array(["2020-01-01"], dtype="M8[D]")},
}
for name, value in objects.items():
    for protocol in range(2, 6):
        with open("%s/%d-%s" % (FOLDER, protocol, name), "wb") as out:
            pickle.dump(value, out, protocol)
        print("refused", "%d-%s" % (protocol, name), "which is not one of plain numbers or texts", sep="\t")
tensors = nas_bench_201([777], dict)
tensors["arch2infos"][0]["full"]["all_results"][("cifar100", 777)]["eval_acc1es"]["x-valid@199"] = torch.tensor(60.5)
save("tensors-zip.pth", tensors)
score("tensors-zip.pth", cells[0], "cifar100 valid accuracy [%] @200", 60.5)
save("tensors-old.pth", tensors, False)
print("refused", "tensors-old.pth", "before 1.6", sep="\t")
save("module.pt", torch.nn.Linear(2, 1))
print("refused", "module.pt", "torch.nn.modules.linear.Linear", sep="\t")
save("complex.pt", torch.ones(3, dtype=torch.complex64))
print("refused", "complex.pt", "torch.ComplexFloatStorage", sep="\t")
save("sparse.pt", torch.eye(3).to_sparse())
print("refused", "sparse.pt", "torch._utils._rebuild_sparse_tensor", sep="\t")
