package org.fewshotnas.host.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for. The names are those of KNIME's batch application.
 *
 * @param workflow the workflow folder ({@code -workflowDir}) or the .knwf file ({@code -workflowFile})
 * @param archive whether {@code workflow} is a .knwf file
 * @param destination where the executed workflow goes ({@code -destDir}, {@code -destFile}); empty: over the input
 * @param destinationArchive whether {@code destination} is a .knwf file
 * @param export the folder that gets every data port as files ({@code -export})
 * @param report the file of the page with all views ({@code -report})
 * @param reset whether results of earlier runs are thrown away ({@code -reset})
 * @param save whether the executed workflow is saved (not {@code -nosave})
 * @param failOnLoadError whether a node whose settings do not load ends the run ({@code -failonloaderror})
 * @param variables workflow variables to set ({@code -workflow.variable})
 * @param settings single settings to set ({@code -option})
 * @param help whether only the usage is wanted
 */
public record Options(
        Path workflow,
        boolean archive,
        Optional<Path> destination,
        boolean destinationArchive,
        Optional<Path> export,
        Optional<Path> report,
        boolean reset,
        boolean save,
        boolean failOnLoadError,
        List<Assignment> variables,
        List<SettingAssignment> settings,
        boolean help) {

    /** A typed value for a name, as the command line gave it. */
    public record Assignment(String name, String value, ValueType type) {}

    /** A typed value for one setting of one node; {@code path} leads through nested settings, separated by slashes. */
    public record SettingAssignment(int nodeId, String path, String value, ValueType type) {}

    /** Types that a value on the command line can have. */
    public enum ValueType {
        STRING,
        INT,
        LONG,
        DOUBLE,
        BOOLEAN
    }
}
