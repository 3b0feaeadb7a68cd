package org.knime.core.webui.node.dialog.defaultdialog.setting.filter.util;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.knime.node.parameters.persistence.Persistable;

/** A choice by pattern. */
public class PatternFilter implements Persistable {
    /** The pattern; an empty one matches nothing. */
    public String m_pattern = "";

    /** Whether upper and lower case differ. */
    public boolean m_isCaseSensitive;

    /** Whether those are chosen that do not match. */
    public boolean m_isInverted;

    /** Matches nothing. */
    public PatternFilter() {}

    /** How the pattern is read. */
    public enum PatternMode {
        /** As a regular expression. */
        REGEX,
        /** {@code *} stands for any text, {@code ?} for any character. */
        WILDCARD
    }

    /** @return whether a text is chosen */
    public Predicate<String> getIsSelectedPredicate(PatternMode mode) {
        String regex = mode == PatternMode.REGEX ? m_pattern : wildcards(m_pattern);
        int flags = (m_isCaseSensitive ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                | (mode == PatternMode.REGEX ? 0 : Pattern.DOTALL);
        Predicate<String> matches =
                m_pattern.isEmpty() ? s -> false : Pattern.compile(regex, flags).asMatchPredicate();
        return m_isInverted ? matches.negate() : matches;
    }

    private static String wildcards(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return regex.toString();
    }
}
