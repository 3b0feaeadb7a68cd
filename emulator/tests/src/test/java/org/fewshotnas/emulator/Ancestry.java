package org.fewshotnas.emulator;

import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What compiled classes inherit: from one another, from KNIME and from Java. */
final class Ancestry {
    private final KnimeApi api;
    private final Map<String, ApiType> own = new LinkedHashMap<>();

    Ancestry(KnimeApi api, Collection<ClassFile> classes) {
        this.api = api;
        classes.forEach(file -> own.put(file.name(), file.shape()));
    }

    private Optional<ApiType> type(String name) {
        return own.containsKey(name) ? Optional.of(own.get(name)) : api.type(name);
    }

    private List<ApiType> withAncestors(String name) {
        Set<ApiType> line = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            type(open.removeFirst()).filter(line::add).ifPresent(type -> open.addAll(type.parents()));
        }
        return List.copyOf(line);
    }

    /** The classes and interfaces of KNIME above a class. */
    List<ApiType> knimes(String name) {
        return withAncestors(name).stream()
                .filter(type -> KnimeApi.isKnime(type.name()))
                .toList();
    }

    /** Whether a class has a method with a body, its own or inherited. */
    boolean implementsMember(String name, Member member) {
        return withAncestors(name).stream()
                .anyMatch(type -> type.members().containsKey(member)
                        && !type.members().get(member).is(ACC_ABSTRACT));
    }
}
