package org.fewshotnas.view;

/** A part of a page; each kind has its own drawing in the page's script. */
public sealed interface Panel permits Chart, HeatMap, Gallery, Pictures, Stages, Facts {
    /** What the script knows the drawing by. */
    String kind();

    /** What stands above it; may be empty. */
    String title();
}
