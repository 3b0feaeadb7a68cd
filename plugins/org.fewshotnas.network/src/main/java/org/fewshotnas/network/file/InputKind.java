package org.fewshotnas.network.file;

/** What the columns of a table hold that a network learned from. The constants' names stand in saved networks. */
public enum InputKind {
    /** A column of PNG images. */
    PICTURES,
    /** Columns of lists of numbers: each is a channel of a series, or one holds fields. */
    LISTS,
    /** Columns of numbers: the steps of a series of one channel. */
    NUMBERS
}
