#!/usr/bin/env python3
"""Draws the icons of the nodes and of their category: python3 make_icons.py ../icons

Every icon is a list of shapes on a field of 16 by 16, y downwards: lines with round ends, discs and rings. A pixel's opacity is the share of
its area that a shape covers. The node's own colour, which KNIME gives it by its type, shows through.
"""
import math
import os
import struct
import sys
import zlib

SIZE = 16
SUPER = 8
DARK = (0x3E, 0x3A, 0x39)
LIGHT = (0xFF, 0xFF, 0xFF)


def line(x1, y1, x2, y2, width=1.2, color=DARK):
    length2 = (x2 - x1) ** 2 + (y2 - y1) ** 2

    def covers(x, y):
        t = 0 if length2 == 0 else max(0, min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length2))
        return math.hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1)) <= width / 2

    return covers, color


def disc(x0, y0, radius, color=DARK):
    return (lambda x, y: math.hypot(x - x0, y - y0) <= radius), color


def ring(x0, y0, radius, width=1.2, color=DARK):
    return (lambda x, y: abs(math.hypot(x - x0, y - y0) - radius) <= width / 2), color


def box(x1, y1, x2, y2, width=1.2):
    return [line(x1, y1, x2, y1, width), line(x2, y1, x2, y2, width), line(x2, y2, x1, y2, width), line(x1, y2, x1, y1, width)]


def arrow(x1, y, x2, head=2.2):
    return [line(x1, y, x2, y), line(x2 - head, y - head, x2, y), line(x2 - head, y + head, x2, y)]


def graph(nodes, edges, radius=1.7):
    shapes = [line(*nodes[a], *nodes[b]) for a, b in edges]
    for node in nodes:
        shapes += [disc(*node, radius), disc(*node, radius - 0.9, LIGHT)]
    return shapes


CELL = [(2.5, 7.5), (7.5, 2.5), (7.5, 12.5), (12.5, 7.5)]
CELL_EDGES = [(0, 1), (0, 2), (1, 3), (2, 3), (1, 2)]

ICONS = {
    # A cell.
    'few-shot-nas': graph(CELL, CELL_EDGES, 2.1),
    # A table, and out of it an arrow.
    'benchmark-reader': box(1.5, 1.5, 9.5, 13.5) + [line(1.5, 5.5, 9.5, 5.5), line(1.5, 9.5, 9.5, 9.5), line(5.5, 1.5, 5.5, 13.5)]
    + [line(8, 7.5, 14.4, 7.5, 3.2, LIGHT)] + arrow(8.5, 7.5, 14.6),
    # Pictures, one behind the other, and out of them an arrow.
    'labelled-data-reader': box(4.5, 1.5, 13.5, 7.5) + box(1.5, 4.5, 9.5, 13.5) + [line(2.2, 12.6, 4.8, 9.2), line(4.8, 9.2, 8, 12.6), disc(7.2, 7, 1.1)]
    + [line(9, 10.8, 14.4, 10.8, 3.2, LIGHT)] + arrow(9.5, 10.8, 14.6),
    # A cell, and out of it a network that is ready.
    'few-shot-nas-learner': graph([(2.2, 7.5), (5.6, 3), (5.6, 12)], [(0, 1), (0, 2), (1, 2)], 1.6)
    + arrow(6.8, 7.5, 10, 1.6) + [disc(12.8, 7.5, 2.4), line(11.7, 7.6, 12.5, 8.5, 0.9, LIGHT), line(12.5, 8.5, 14, 6.5, 0.9, LIGHT)],
    # Several become one.
    'search-space-unifier': [line(3, 2.8, 8.5, 7.5), line(3, 12.2, 8.5, 7.5), line(3, 7.5, 12, 7.5)]
    + graph([(2.5, 2.5), (2.5, 7.5), (2.5, 12.5)], [], 1.6) + [disc(12.2, 7.5, 2.8), disc(12.2, 7.5, 1.6, LIGHT)],
    # A loop around a loop.
    'meta-learner': [ring(8, 8, 6.3), ring(8, 8, 2.8), disc(8, 1.7, 1.9), disc(10.8, 8, 1.5), disc(8, 1.7, 0.9, LIGHT)],
    # A cell, and all that is known of it behind a tick.
    'ready-made-predictor': graph([(2.5, 5), (7, 1.9), (7, 8.1), (11.5, 5)], [(0, 1), (0, 2), (1, 3), (2, 3)], 1.6)
    + [line(6, 12, 8.8, 14.4, 1.6), line(8.8, 14.4, 14, 9.2, 1.6)],
    # A few out of many.
    'few-shot-sampler': [disc(x, y, 1.9 if (x, y) in ((2.5, 6.2), (9.8, 2.5), (6.2, 13.5), (13.5, 9.8)) else 0.8)
                         for x in (2.5, 6.2, 9.8, 13.5) for y in (2.5, 6.2, 9.8, 13.5)],
    # Sliders.
    'predictor-fine-tune': [shape for x, y in ((2.5, 10.5), (7.5, 4.5), (12.5, 8.5))
                            for shape in (line(x, 1.6, x, 14.4), disc(x, y, 2.2), disc(x, y, 1, LIGHT))],
    # A score for a cell.
    'nas-predictor': graph([(2.5, 8), (6.5, 3), (6.5, 13)], [(0, 1), (0, 2), (1, 2)], 1.6)
    + [line(9.5, 13.5, 9.5, 10.5), line(11.5, 13.5, 11.5, 7.5), line(13.5, 13.5, 13.5, 3.5)],
    # A podium.
    'rank-scorer': box(5.5, 4.5, 9.5, 13.5) + box(1.5, 7.5, 5.5, 13.5) + box(9.5, 10.5, 13.5, 13.5) + [disc(7.5, 1.9, 1.5)],
    # A cell under a magnifying glass.
    'predictor-search': [line(10.6, 10.6, 14.5, 14.5, 2.2), ring(6.6, 6.6, 5.2)] + graph([(4.2, 6.6), (8.2, 4.4), (8.2, 8.8)],
                                                                                      [(0, 1), (0, 2)], 1.2),
    # A cell, and a way into it.
    'nas-search-loop-start': graph([(7.5, 8), (12, 3.5), (12, 12.5)], [(0, 1), (0, 2)], 1.6) + arrow(1.2, 8, 5),
    # A cell, and a way out of it.
    'nas-search-loop-end': graph([(8.5, 8), (4, 3.5), (4, 12.5)], [(0, 1), (0, 2)], 1.6) + arrow(10.8, 8, 15),
    # A cell on a dial that stands at nothing.
    'zero-cost-scorer': [ring(8, 8, 6.3), line(8, 8, 4.4, 11.6), disc(8, 8, 1.5)]
    + [disc(x, y, 0.9) for x, y in ((4.6, 6.2), (8, 4.2), (11.4, 6.2))],
    # Layers, and what they say.
    'network-predictor': graph([(2.5, 3), (2.5, 8), (2.5, 13), (7.5, 5.5), (7.5, 10.5)], [(0, 3), (1, 3), (1, 4), (2, 4)], 1.5)
    + arrow(9.4, 8, 14.6),
    # Layers, and below them an arrow into a tray.
    'network-writer': graph([(2.5, 2.5), (2.5, 7.5), (7.5, 5)], [(0, 2), (1, 2)], 1.5)
    + [line(12, 2, 12, 10.4), line(9.8, 8.2, 12, 10.4), line(14.2, 8.2, 12, 10.4)]
    + [line(1.5, 11.5, 1.5, 14), line(1.5, 14, 14.5, 14), line(14.5, 14, 14.5, 11.5)],
    # Known tasks, and the one that is held out.
    'transfer-evaluation': [shape for y in (2.6, 7.5) for shape in box(1.5, y - 1.3, 5.1, y + 1.3)] + box(1.5, 11.1, 5.1, 13.7)
    + arrow(6.9, 7.5, 10.4, 1.6) + [ring(13, 7.5, 2.1), disc(13, 7.5, 0.8)],
    # A matrix, darkest on its diagonal.
    'task-similarity': [shape for i, y in enumerate((3, 8, 13)) for j, x in enumerate((3, 8, 13))
                        for shape in ([disc(x, y, 2.3)] if i == j else [disc(x, y, 1.5 if abs(i - j) == 1 else 0.8)])],
    # A cell in a frame, under an eye.
    'architecture-viewer': [line(1, 4.6, 4.5, 1.7), line(4.5, 1.7, 11.5, 1.7), line(11.5, 1.7, 15, 4.6), line(15, 4.6, 11.5, 7.5), line(11.5, 7.5, 4.5, 7.5),
                            line(4.5, 7.5, 1, 4.6), disc(8, 4.6, 1.7)]
    + graph([(3, 12.4), (8, 10.2), (8, 14.2), (13, 12.4)], [(0, 1), (0, 2), (1, 3), (2, 3)], 1.4),
    # Axes, and groups of points between them.
    'latent-map': [line(1.5, 1.2, 1.5, 14.5), line(1.5, 14.5, 14.8, 14.5)]
    + [disc(x, y, 1.2) for x, y in ((4.6, 11.4), (6.6, 9.4), (4.4, 8.4))] + [ring(x, y, 1.1, 0.9) for x, y in ((10.4, 5.6), (13, 3.6), (13.2, 6.6), (10.4, 2.8))],
}


def pixel(shapes, column, row):
    """Red, green, blue and opacity of a pixel, each 0 to 255."""
    total = [0.0, 0.0, 0.0, 0.0]
    for i in range(SUPER):
        for j in range(SUPER):
            x, y = column + (i + 0.5) / SUPER, row + (j + 0.5) / SUPER
            color = next((c for covers, c in reversed(shapes) if covers(x, y)), None)
            if color:
                total = [t + v for t, v in zip(total, (*color, 255))]
    hits = total[3] / 255
    if hits == 0:
        return 0, 0, 0, 0
    return (*(round(t / hits) for t in total[:3]), round(total[3] / SUPER ** 2))


def png(shapes):
    rows = b''.join(b'\0' + b''.join(bytes(pixel(shapes, x, y)) for x in range(SIZE)) for y in range(SIZE))

    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))

    header = struct.pack('>IIBBBBB', SIZE, SIZE, 8, 6, 0, 0, 0)
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(rows, 9)) + chunk(b'IEND', b'')


if __name__ == '__main__':
    for name, shapes in ICONS.items():
        with open(os.path.join(sys.argv[1], name + '.png'), 'wb') as file:
            file.write(png(shapes))
