package org.fewshotnas.benchmark.parquet;

import java.io.IOException;

/**
 * A page: values of a column, or its dictionary.
 *
 * @param count number of values, missing ones among them
 * @param encoding number of the way in which values are written
 * @param bytes unpacked
 * @param levels where what says which values are missing begins, -1 where none can be
 * @param values where it ends and the values begin
 */
record ParquetPage(int count, int encoding, byte[] bytes, int levels, int values) {
    /** The ways in which values are written that are read. */
    static final int PLAIN = 0;

    static final int PLAIN_DICTIONARY = 2;
    static final int RUNS = 3;
    static final int DICTIONARY = 8;
    /** Of levels only, in old files. */
    private static final int BITS = 4;

    /** Whether pages with something in this encoding can be read. */
    static boolean isRead(int encoding) {
        return encoding == PLAIN
                || encoding == PLAIN_DICTIONARY
                || encoding == RUNS
                || encoding == BITS
                || encoding == DICTIONARY;
    }

    /** What is written before a page. */
    static final class Header {
        static final int DATA = 0;
        static final int DICTIONARY_PAGE = 2;
        static final int DATA_2 = 3;

        private int type = -1;
        private int unpacked;
        private int packed;
        private long checkSum = -1;
        private int count;
        private int encoding = -1;
        private int levelEncoding = RUNS;
        private int levelBytes;
        private int repetitionBytes;
        private boolean compressed = true;

        static Header read(ThriftReader in) throws IOException {
            Header header = new Header();
            in.structure(field -> header.field(in, field));
            return header;
        }

        private boolean field(ThriftReader in, int field) throws IOException {
            switch (field) {
                case 1 -> type = in.size();
                case 2 -> unpacked = in.size();
                case 3 -> packed = in.size();
                case 4 -> checkSum = in.number() & 0xffff_ffffL;
                case 5 -> in.inner(inner -> data(in, inner, 3));
                case 7 -> in.inner(inner -> data(in, inner, -1));
                case 8 -> in.inner(inner -> data2(in, inner));
                default -> {
                    return false;
                }
            }
            return true;
        }

        private boolean data(ThriftReader in, int field, int levelField) throws IOException {
            if (field == 1) {
                count = in.size();
            } else if (field == 2) {
                encoding = in.size();
            } else if (field == levelField) {
                levelEncoding = in.size();
            } else {
                return false;
            }
            return true;
        }

        private boolean data2(ThriftReader in, int field) throws IOException {
            switch (field) {
                case 1 -> count = in.size();
                case 4 -> encoding = in.size();
                case 5 -> levelBytes = in.size();
                case 6 -> repetitionBytes = in.size();
                case 7 -> compressed = in.truth();
                default -> {
                    return false;
                }
            }
            return true;
        }

        int type() {
            return type;
        }

        /** Bytes of the page when it is unpacked. */
        int unpacked() {
            return unpacked;
        }

        /** Bytes of the page in the file. */
        int packed() {
            return packed;
        }

        /** CRC-32 of the bytes in the file, -1 if there is none. */
        long checkSum() {
            return checkSum;
        }

        int count() {
            return count;
        }

        int encoding() {
            return encoding;
        }

        int levelEncoding() {
            return levelEncoding;
        }

        /** Bytes of both kinds of levels, which are never packed, of a page of the second kind. */
        long levelBytes() {
            return (long) levelBytes + repetitionBytes;
        }

        int repetitionBytes() {
            return repetitionBytes;
        }

        /** Whether a page of the second kind is packed. */
        boolean isCompressed() {
            return compressed;
        }
    }
}
