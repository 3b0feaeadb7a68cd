package org.fewshotnas.space.cell;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The MD5 graph hash by which NAS-Bench-101 (Ying et al. 2019) and NAS-Bench-ASR (Mehrotra et al. 2021) name their models. Every node
 * begins with the hash of (out-degree, in-degree, label); as many rounds as there are nodes hash each node's sorted in-neighbours,
 * sorted out-neighbours and itself; the graph's hash is that of the sorted list of node hashes as Python prints it.
 */
public final class GraphHash {
    /** Characters of a hash in hexadecimal. */
    private static final int LENGTH = 32;

    private final MessageDigest digest;
    private final byte[] binary = new byte[16];
    private byte[] text = new byte[1024];
    private int length;

    private GraphHash() {
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5.", e);
        }
    }

    /**
     * The hash in lower-case hexadecimal.
     *
     * @param labels of the nodes; input -1 and output -2 by convention
     * @param edges 1 where an edge leads from node i to node j
     * @param fraction what follows a degree: NAS-Bench-101 counts in integers, "", NAS-Bench-ASR in floats, ".0"
     */
    public static String md5(int[] labels, int[][] edges, String fraction) {
        return new GraphHash().hash(labels, edges, fraction);
    }

    private String hash(int[] labels, int[][] edges, String fraction) {
        int n = labels.length;
        byte[][] hashes = new byte[n][];
        for (int v = 0; v < n; v++) {
            int out = 0;
            int in = 0;
            for (int u = 0; u < n; u++) {
                out += edges[v][u];
                in += edges[u][v];
            }
            append("(" + out + fraction + ", " + in + fraction + ", " + labels[v] + ")");
            hashes[v] = hash();
        }
        for (int round = 0; round < n; round++) {
            byte[][] next = new byte[n][];
            for (int v = 0; v < n; v++) {
                appendNeighbours(hashes, edges, v, true);
                append("|");
                appendNeighbours(hashes, edges, v, false);
                append("|");
                append(hashes[v]);
                next[v] = hash();
            }
            hashes = next;
        }
        Arrays.sort(hashes, Arrays::compare);
        append("[");
        for (int v = 0; v < n; v++) {
            append(v == 0 ? "'" : ", '");
            append(hashes[v]);
            append("'");
        }
        append("]");
        return new String(hash(), StandardCharsets.US_ASCII);
    }

    private void appendNeighbours(byte[][] hashes, int[][] edges, int v, boolean in) {
        byte[][] neighbours = new byte[hashes.length][];
        int count = 0;
        for (int u = 0; u < hashes.length; u++) {
            if ((in ? edges[u][v] : edges[v][u]) > 0) {
                int at = count++;
                for (; at > 0 && Arrays.compare(hashes[u], neighbours[at - 1]) < 0; at--) {
                    neighbours[at] = neighbours[at - 1];
                }
                neighbours[at] = hashes[u];
            }
        }
        for (int i = 0; i < count; i++) {
            append(neighbours[i]);
        }
    }

    private void append(String ascii) {
        append(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private void append(byte[] ascii) {
        if (length + ascii.length > text.length) {
            text = Arrays.copyOf(text, 2 * text.length + ascii.length);
        }
        System.arraycopy(ascii, 0, text, length, ascii.length);
        length += ascii.length;
    }

    /** The hash of what was appended, which is then forgotten. */
    private byte[] hash() {
        digest.update(text, 0, length);
        length = 0;
        try {
            digest.digest(binary, 0, binary.length);
        } catch (DigestException e) {
            throw new IllegalStateException("MD5 has 16 bytes.", e);
        }
        byte[] hex = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            hex[i] = (byte) Character.forDigit(binary[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15, 16);
        }
        return hex;
    }
}
