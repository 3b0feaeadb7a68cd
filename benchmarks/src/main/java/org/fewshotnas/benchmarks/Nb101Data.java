package org.fewshotnas.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.published.NasBench101;

/** Writes files as large as NAS-Bench-101's {@code nasbench_only108.tfrecord}: every cell of the space, with made-up results. */
final class Nb101Data {
    /** The number of cells. */
    static final int CELLS = 423_624;

    /** Trainings of each. */
    static final int RUNS = 3;

    private static final Map<Operation, String> NAMES = Map.of(
            Operation.INPUT,
            "input",
            Operation.OUTPUT,
            "output",
            Operation.CONV3_D1,
            "conv3x3-bn-relu",
            Operation.CONV1_D1,
            "conv1x1-bn-relu",
            Operation.MAX_POOL,
            "maxpool3x3");

    private Nb101Data() {}

    static void records(int cells, Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int run = 0; run < RUNS; run++) {
                Iterator<Cell> all =
                        NasBench101.INSTANCE.enumerate().limit(cells).iterator();
                while (all.hasNext()) {
                    out.write(record(all.next(), random));
                }
            }
        }
    }

    private static byte[] record(Cell cell, SplittableRandom random) {
        StringBuilder matrix = new StringBuilder();
        StringBuilder operations = new StringBuilder();
        for (int i = 0; i < cell.nodeCount(); i++) {
            for (int j = 0; j < cell.nodeCount(); j++) {
                matrix.append(cell.hasEdge(i, j) ? '1' : '0');
            }
            operations.append(i == 0 ? "" : ",").append(NAMES.get(cell.operation(i)));
        }
        String metrics = Base64.getEncoder().encodeToString(metrics(random));
        byte[] payload = ("[\"" + NasBench101.hash(cell) + "\", 108, \"" + matrix + "\", \"" + operations + "\", \""
                        + metrics + "\\n\"]")
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer record = ByteBuffer.allocate(payload.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(payload.length);
        record.putInt(checkSum(record.array(), 8));
        return record.put(payload).putInt(checkSum(payload, payload.length)).array();
    }

    /** The protobuf: three evaluations of five numbers each, then parameters and time. */
    private static byte[] metrics(SplittableRandom random) {
        ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        for (int evaluation = 0; evaluation < 3; evaluation++) {
            bytes.put((byte) 0x0a).put((byte) 45);
            for (int field = 1; field <= 5; field++) {
                bytes.put((byte) (field << 3 | 1)).putDouble(field == 1 ? 54.0 * evaluation : random.nextDouble());
            }
        }
        bytes.put((byte) 0x10).put((byte) 100).put((byte) 0x19).putDouble(random.nextDouble());
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static int checkSum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282_ead8;
    }
}
