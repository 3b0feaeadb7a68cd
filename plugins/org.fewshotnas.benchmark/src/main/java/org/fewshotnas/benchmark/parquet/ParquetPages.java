package org.fewshotnas.benchmark.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.fewshotnas.benchmark.parquet.ParquetPage.Header;

/** The pages of a column, one after the other, unpacked; and the dictionary that the present one refers to. */
final class ParquetPages {
    private static final int HEADER = 1 << 12;
    private static final int LONGEST_HEADER = 1 << 24;
    private static final int LONGEST_PAGE = 1 << 27;

    private final ParquetFile file;
    private final ParquetColumn column;
    private final List<ParquetFooter.Group> groups;
    private int group = -1;
    private ParquetChunk chunk;
    private long offset;
    private long end;
    private long values;
    private Optional<ParquetPage> dictionary = Optional.empty();
    private Optional<ParquetPage> page = Optional.empty();

    ParquetPages(ParquetFile file, ParquetColumn column, List<ParquetFooter.Group> groups) {
        this.file = file;
        this.column = column;
        this.groups = groups;
    }

    /** The page that holds the dictionary, if there is one. */
    Optional<ParquetPage> dictionary() {
        return dictionary;
    }

    /** The next page of values; nothing at the end. */
    Optional<ParquetPage> next() throws IOException {
        release(page);
        page = Optional.empty();
        while (page.isEmpty()) {
            while (values == 0) {
                if (++group == groups.size()) {
                    return Optional.empty();
                }
                release(dictionary);
                dictionary = Optional.empty();
                chunk = groups.get(group).chunks().get(column.index());
                offset = chunk.offset();
                end = offset + chunk.length();
                values = chunk.values();
                if (offset < 4 || chunk.length() < 0 || end < offset) {
                    throw damaged("its place is " + offset + ", its length " + chunk.length());
                }
            }
            long start = offset;
            try {
                readPage();
            } catch (EOFException e) {
                throw damaged("it ends too early, in the page at byte " + start, e);
            } catch (IOException e) {
                throw damaged(e.getMessage() + ", in the page at byte " + start, e);
            }
        }
        return page;
    }

    private void readPage() throws IOException {
        Header header = readHeader();
        if (header.packed() > end - offset || header.packed() > LONGEST_PAGE || header.unpacked() > LONGEST_PAGE) {
            throw new IOException("a page of " + header.packed() + " bytes, " + header.unpacked()
                    + " when it is unpacked, is announced");
        }
        file.hold((long) header.packed() + header.unpacked());
        byte[] packed = file.read(offset, header.packed());
        offset += header.packed();
        checkSum(header, packed);
        switch (header.type()) {
            case Header.DATA -> page = Optional.of(data(header, packed));
            case Header.DATA_2 -> page = Optional.of(data2(header, packed));
            case Header.DICTIONARY_PAGE -> setDictionary(header, packed);
            default -> file.hold(-header.unpacked());
        }
        file.hold(-header.packed());
        file.count(packed.length, header.unpacked());
        int count = page.map(ParquetPage::count).orElse(0);
        if (count > values) {
            throw new IOException("it has " + count + " values where " + values + " are left");
        }
        values -= count;
    }

    private Header readHeader() throws IOException {
        for (int window = HEADER; ; window *= 16) {
            int length = (int) Math.min(window, end - offset);
            byte[] bytes = file.read(offset, length);
            ThriftReader in = new ThriftReader(bytes, 0, length, offset);
            try {
                Header header = Header.read(in);
                offset += in.position();
                return header;
            } catch (EOFException e) {
                if (length < window || window >= LONGEST_HEADER) {
                    throw e;
                }
            }
        }
    }

    private static void checkSum(Header header, byte[] packed) throws IOException {
        if (header.checkSum() >= 0) {
            CRC32 crc = new CRC32();
            crc.update(packed);
            if (crc.getValue() != header.checkSum()) {
                throw new IOException("its check sum is wrong");
            }
        }
    }

    private void setDictionary(Header header, byte[] packed) throws IOException {
        if (dictionary.isPresent() || values != chunk.values()) {
            throw new IOException("a dictionary is not at the beginning");
        }
        byte[] bytes = new byte[header.unpacked()];
        Codec.unpack(chunk.codec(), packed, 0, bytes, 0);
        if (header.encoding() != ParquetPage.PLAIN && header.encoding() != ParquetPage.PLAIN_DICTIONARY) {
            throw new IOException("the dictionary is of the unknown kind " + header.encoding());
        }
        dictionary = Optional.of(new ParquetPage(header.count(), header.encoding(), bytes, -1, 0));
    }

    private ParquetPage data(Header header, byte[] packed) throws IOException {
        byte[] bytes = new byte[header.unpacked()];
        Codec.unpack(chunk.codec(), packed, 0, bytes, 0);
        if (!column.optional()) {
            return new ParquetPage(header.count(), header.encoding(), bytes, -1, 0);
        }
        if (header.levelEncoding() != ParquetPage.RUNS) {
            throw new IOException("missing values are marked in a way that is not supported");
        }
        long length = bytes.length < 4 ? -1 : Bytes.int32(bytes, 0);
        if (length < 0 || length > bytes.length - 4) {
            throw new IOException("marks of missing values of " + length + " bytes are announced");
        }
        return new ParquetPage(header.count(), header.encoding(), bytes, 4, (int) length + 4);
    }

    private ParquetPage data2(Header header, byte[] packed) throws IOException {
        long levels = header.levelBytes();
        if (levels > packed.length || levels > header.unpacked()) {
            throw new IOException("marks of missing values of " + levels + " bytes are announced");
        }
        byte[] bytes = new byte[header.unpacked()];
        System.arraycopy(packed, 0, bytes, 0, (int) levels);
        int codec = header.isCompressed() ? chunk.codec() : Codec.PLAIN;
        Codec.unpack(codec, packed, (int) levels, bytes, (int) levels);
        int from = column.optional() ? header.repetitionBytes() : -1;
        return new ParquetPage(header.count(), header.encoding(), bytes, from, (int) levels);
    }

    private void release(Optional<ParquetPage> old) throws IOException {
        if (old.isPresent()) {
            file.hold(-old.get().bytes().length);
        }
    }

    private IOException damaged(String what, Exception cause) {
        return new IOException("its column \"" + column.name() + "\": " + what, cause);
    }

    private IOException damaged(String what) {
        return damaged(what, null);
    }
}
