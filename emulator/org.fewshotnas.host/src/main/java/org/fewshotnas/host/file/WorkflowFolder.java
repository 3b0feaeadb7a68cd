package org.fewshotnas.host.file;

import java.nio.file.Files;
import java.nio.file.Path;

/** What makes a folder a workflow. */
public final class WorkflowFolder {
    /** The file that every workflow folder has, and no other. */
    public static final String FILE_NAME = "workflow.knime";

    private WorkflowFolder() {}

    /** Whether a folder holds a workflow itself, not only somewhere below it. */
    public static boolean isWorkflow(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE_NAME));
    }
}
