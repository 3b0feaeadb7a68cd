package org.fewshotnas.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of KNIME's API. As text: a line {@code C access name super interfaces...} for each class, and below it {@code F|M access
 * name descriptor} for its public and protected members; {@code default} after an attribute of an annotation that may be left out, and a
 * version after what only that version is known to have.
 */
final class KnimeApi {
    private final Map<String, ApiType> types = new TreeMap<>();

    KnimeApi(Collection<ApiType> types) {
        types.forEach(type -> this.types.put(type.name(), type));
    }

    /** A member with the class that declares it. */
    record Found(ApiType owner, ApiType.Entry entry) {}

    static boolean isKnime(String name) {
        return name.startsWith("org/knime/");
    }

    static KnimeApi read(BufferedReader text) throws IOException {
        List<ApiType> types = new ArrayList<>();
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> words = new ArrayList<>(List.of(line.split(" ")));
            String last = words.get(words.size() - 1);
            Optional<String> only = Optional.of(last).filter(word -> Character.isDigit(word.charAt(0)));
            only.ifPresent(version -> words.remove(words.size() - 1));
            int access = Integer.parseInt(words.get(1));
            if (words.get(0).equals("C")) {
                types.add(new ApiType(
                        words.get(2),
                        access,
                        Optional.of(words.get(3)).filter(name -> !name.equals("-")),
                        List.copyOf(words.subList(4, words.size())),
                        only,
                        new LinkedHashMap<>()));
            } else {
                Member member = new Member(words.get(0).charAt(0), words.get(2), words.get(3));
                boolean hasDefault = words.size() > 4 && words.get(4).equals("default");
                types.get(types.size() - 1).members().put(member, new ApiType.Entry(access, hasDefault, only));
            }
        }
        return new KnimeApi(types);
    }

    /** The lines of {@link #read}. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (ApiType type : types.values()) {
            StringBuilder line = new StringBuilder("C " + type.access() + " " + type.name() + " "
                    + type.superName().orElse("-"));
            type.interfaces().forEach(name -> line.append(' ').append(name));
            type.only().ifPresent(version -> line.append(' ').append(version));
            lines.add(line.toString());
            type.members().entrySet().stream()
                    .map(member -> line(member.getKey(), member.getValue()))
                    .sorted()
                    .forEach(lines::add);
        }
        return lines;
    }

    private static String line(Member member, ApiType.Entry entry) {
        return member.kind() + " " + entry.access() + " " + member.name() + " " + member.descriptor()
                + (entry.hasDefault() ? " default" : "")
                + entry.only().map(version -> " " + version).orElse("");
    }

    /** A class of KNIME or of Java. */
    Optional<ApiType> type(String name) {
        return isKnime(name)
                ? Optional.ofNullable(types.get(name))
                : ClassFiles.ofJava(name).map(ClassFile::shape);
    }

    /** A class and all above it, as far as they are known. */
    Set<String> withAncestors(String name) {
        Set<String> line = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            String next = open.removeFirst();
            if (line.add(next)) {
                type(next).ifPresent(type -> open.addAll(type.parents()));
            }
        }
        return line;
    }

    /** A member of a class, or of one above it; constructors and what cannot be seen are not inherited. */
    Optional<Found> member(String owner, Member member) {
        for (String name : member.isConstructor() ? Set.of(owner) : withAncestors(owner)) {
            Optional<ApiType> type = type(name);
            if (type.isPresent() && type.get().members().containsKey(member)) {
                return Optional.of(new Found(type.get(), type.get().members().get(member)));
            }
        }
        return Optional.empty();
    }
}
