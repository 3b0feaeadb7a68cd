package org.fewshotnas.benchmark.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.fewshotnas.benchmark.numbers.HalfPrecision;
import org.fewshotnas.benchmark.parquet.ParquetColumn.Kind;
import org.fewshotnas.benchmark.parquet.ParquetColumn.Type;

/** Goes through the values of a column. */
public final class ParquetCursor {
    private final ParquetColumn column;
    private final ParquetPages pages;
    private final double scale;
    private ParquetPage page;
    private Optional<ParquetPage> dictionary = Optional.empty();
    private int[] places = {};
    private int left;
    private Optional<RunLengths> levels = Optional.empty();
    private Optional<RunLengths> indices = Optional.empty();
    private int next;
    private boolean missing;
    /** The present value: where it is, or for truth values what it is. */
    private byte[] bytes;

    private int at;
    private int length;

    ParquetCursor(ParquetColumn column, ParquetPages pages) {
        this.column = column;
        this.pages = pages;
        this.scale = column.isHalf() ? 1 : Math.pow(10, column.scale());
    }

    /**
     * Goes to the next value.
     *
     * @return whether there is one
     * @throws IOException if the file is damaged or written in a way that is not supported: the message says where and what
     */
    public boolean advance() throws IOException {
        while (left == 0) {
            Optional<ParquetPage> following = pages.next();
            if (following.isEmpty()) {
                return false;
            }
            page = following.get();
            left = page.count();
            try {
                startPage();
            } catch (EOFException e) {
                throw damaged("a page ends too early");
            }
        }
        left--;
        try {
            missing = levels.isPresent() && levels.get().next() == 0;
            if (!missing) {
                value();
            }
        } catch (EOFException e) {
            throw damaged("a page ends too early");
        }
        return true;
    }

    /** Whether the present value is missing. */
    public boolean isMissing() {
        return missing;
    }

    /** The present value of a column of numbers or truth values. */
    public double number() {
        return switch (column.type()) {
            case BOOLEAN -> length;
            case INT32 -> {
                int value = Bytes.int32(bytes, at);
                yield (column.unsigned() ? value & 0xffff_ffffL : value) / scale;
            }
            case INT64 -> {
                long value = Bytes.int64(bytes, at);
                yield (column.unsigned() && value < 0 ? (value >>> 1) * 2.0 + (value & 1) : value) / scale;
            }
            case FLOAT -> Float.intBitsToFloat(Bytes.int32(bytes, at));
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
                column.isHalf() ? HalfPrecision.value(bytes[at] & 0xff | bytes[at + 1] << 8) : decimal();
            default -> Double.longBitsToDouble(Bytes.int64(bytes, at));
        };
    }

    /** A whole number, the highest byte first, and where its decimal point is. */
    private double decimal() {
        return length == 0 ? 0 : new BigDecimal(new BigInteger(bytes, at, length), column.scale()).doubleValue();
    }

    /**
     * The present value of a column of texts.
     *
     * @throws IOException if it is not UTF-8
     */
    public String text() throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, at, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw damaged("a text is not UTF-8");
        }
    }

    /** Whether the present value of a column of texts is UTF-8. */
    public boolean isText() {
        try {
            text();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void startPage() throws IOException {
        byte[] content = page.bytes();
        levels = page.levels() < 0
                ? Optional.empty()
                : Optional.of(new RunLengths(content, page.levels(), page.values(), 1));
        next = page.values();
        indices = Optional.empty();
        switch (page.encoding()) {
            case ParquetPage.PLAIN -> {
                // Truth values are counted in bits.
                next *= column.kind() == Kind.TRUTH ? 8 : 1;
            }
            case ParquetPage.PLAIN_DICTIONARY, ParquetPage.DICTIONARY -> startIndices(content);
            case ParquetPage.RUNS -> {
                require(column.kind() == Kind.TRUTH, "numbers are written as runs");
                require(next + 4 <= content.length, "a page ends too early");
                indices = Optional.of(new RunLengths(content, next + 4, content.length, 1));
            }
            default ->
                throw damaged("its values are written in a way that is not supported (encoding " + page.encoding()
                        + "); plain and dictionary encoding are");
        }
    }

    private void startIndices(byte[] content) throws IOException {
        Optional<ParquetPage> words = pages.dictionary();
        require(words.isPresent() && column.kind() != Kind.TRUTH, "it refers to a dictionary that is not there");
        if (dictionary.filter(known -> known == words.get()).isEmpty()) {
            dictionary = words;
            places = places(words.get());
        }
        // A page without a value that is not missing may end here.
        int width = next < content.length ? content[next] : 0;
        require(width >= 0 && width <= 32, "it refers to a dictionary by numbers of too many bits");
        indices = Optional.of(new RunLengths(content, Math.min(next + 1, content.length), content.length, width));
    }

    /** Where each text of a dictionary begins; nothing where all values are equally long. */
    private int[] places(ParquetPage words) throws IOException {
        byte[] content = words.bytes();
        int size = column.size();
        require((long) words.count() * (size > 0 ? size : 4) <= content.length, "its dictionary ends too early");
        if (size > 0) {
            return new int[0];
        }
        int[] found = new int[words.count()];
        int place = 0;
        for (int i = 0; i < found.length; i++) {
            found[i] = place;
            place = endOfText(content, place);
        }
        return found;
    }

    private int endOfText(byte[] content, int place) throws IOException {
        long size = place + 4 <= content.length ? Bytes.int32(content, place) : -1;
        require(size >= 0 && size <= content.length - place - 4, "a text goes beyond its page");
        return place + 4 + (int) size;
    }

    private void value() throws IOException {
        Type type = column.type();
        if (type == Type.BOOLEAN) {
            truth();
        } else if (indices.isEmpty()) {
            bytes = page.bytes();
            setValue(next);
            next = at + length;
        } else {
            int index = indices.get().next();
            ParquetPage words = dictionary.orElseThrow();
            if (index < 0 || index >= words.count()) {
                throw damaged("it refers to value " + index + " of a dictionary of " + words.count());
            }
            bytes = words.bytes();
            setValue(column.size() > 0 ? index * column.size() : places[index]);
        }
    }

    private void setValue(int place) throws IOException {
        length = column.size();
        at = place;
        if (length == 0) {
            length = endOfText(bytes, place) - place - 4;
            at = place + 4;
        }
        require(at + length <= bytes.length, "a page ends too early");
        require(column.kind() != Kind.NUMBER || length <= ParquetElement.LONGEST_DECIMAL, "a number is too long");
    }

    private void truth() throws IOException {
        if (indices.isPresent()) {
            length = indices.get().next();
            return;
        }
        require(next / 8 < page.bytes().length, "a page ends too early");
        length = page.bytes()[next / 8] >>> next % 8 & 1;
        next++;
    }

    private void require(boolean fits, String problem) throws IOException {
        if (!fits) {
            throw damaged(problem);
        }
    }

    private IOException damaged(String what) {
        return new IOException("its column \"" + column.name() + "\": " + what);
    }
}
