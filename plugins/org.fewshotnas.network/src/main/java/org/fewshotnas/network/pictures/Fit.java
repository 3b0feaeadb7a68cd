package org.fewshotnas.network.pictures;

/** How a picture comes to a size that it does not have. The constants' names stand in saved networks and workflows. */
public enum Fit {
    /** Each side is stretched or shrunk by itself, so that proportions change. */
    STRETCH,
    /** Proportions are kept; the picture lies in the middle, and what it leaves free is black. */
    PAD
}
