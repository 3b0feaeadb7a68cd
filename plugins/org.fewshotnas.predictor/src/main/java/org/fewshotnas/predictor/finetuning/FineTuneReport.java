package org.fewshotnas.predictor.finetuning;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.fewshotnas.predictor.Adaptation;
import org.fewshotnas.predictor.Task;

/** What the provenance says of a fine-tuning. */
final class FineTuneReport {
    private FineTuneReport() {}

    static Map<String, String> of(Fit fit, Adaptation adaptation, FineTuneSettings settings, Task support) {
        Map<String, String> report = new LinkedHashMap<>();
        report.put("rate", Double.toString(fit.rate()));
        report.put("steps to choose from", settings.steps().toString());
        report.put("steps", Integer.toString(fit.steps()));
        report.put("cross-validated Spearman", text(adaptation.spearman()));
        report.put("standard error", text(adaptation.standardError()));
        fit.validation()
                .ifPresent(validation -> report.put(
                        "cross-validation",
                        "every score predicted without it"
                                + (validation.nests() ? ", in a number of steps that was chosen without it" : "")));
        support.standardErrors().ifPresent(errors -> report.put("standard errors of scores", range(errors)));
        return report;
    }

    private static String range(double[] errors) {
        return Arrays.stream(errors).min().orElseThrow() + " to "
                + Arrays.stream(errors).max().orElseThrow();
    }

    private static String text(OptionalDouble number) {
        return number.isPresent() ? Double.toString(number.getAsDouble()) : "not known";
    }
}
