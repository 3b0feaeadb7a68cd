package org.fewshotnas.knime.files;

import org.knime.node.parameters.widget.choices.Label;

/** Whether a node reads a file or a sample that comes with it. The constants' names stand in saved workflows. */
public enum SourceChoice {
    /** What lies somewhere. */
    @Label(value = "File or URL", description = "The file, folder or URL below.")
    FILE,
    /** What comes with the node. */
    @Label(value = "Sample", description = "A small one that comes with this node: no file is needed.")
    SAMPLE,
    /** For workflows that are shipped. */
    @Label(
            value = "File, or else sample",
            description =
                    "The file, if its path is not empty, and else the sample: for workflows that run as they are, and on a file that a flow "
                            + "variable names.")
    FILE_OR_SAMPLE
}
