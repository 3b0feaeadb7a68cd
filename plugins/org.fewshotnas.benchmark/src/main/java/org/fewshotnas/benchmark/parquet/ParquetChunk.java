package org.fewshotnas.benchmark.parquet;

import java.util.Optional;
import java.util.Set;

/**
 * The values of a column in a group of rows.
 *
 * @param type as the chunk says it
 * @param codec number of the way in which its pages are packed
 * @param encodings numbers of the ways in which its values, and what says which are missing, are written
 * @param values number of values, missing ones among them
 * @param offset of its first page in the file
 * @param length of all its pages in bytes
 */
record ParquetChunk(int type, int codec, Set<Integer> encodings, long values, long offset, long length) {
    /** Why its pages are not read, in words that fit behind the name of its column; empty if they are. */
    Optional<String> problem() {
        if (!Codec.isRead(codec)) {
            return Optional.of("packed with " + Codec.name(codec));
        }
        return encodings.stream()
                .filter(encoding -> !ParquetPage.isRead(encoding))
                .findFirst()
                .map(encoding -> "written in encoding " + encoding);
    }
}
