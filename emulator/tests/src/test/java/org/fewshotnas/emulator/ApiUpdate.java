package org.fewshotnas.emulator;

import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.fewshotnas.emulator.ClassFile.AnnotationUse;

/** Makes the project's list anew: of all that is known of KNIME's API, what nodes use and stand-ins have. */
final class ApiUpdate {
    private final KnimeApi whole;
    private final KnimeApi before;
    private final String version;
    private final Map<String, ApiType> chosen = new TreeMap<>();

    private ApiUpdate(KnimeApi whole, KnimeApi before, String version) {
        this.whole = whole;
        this.before = before;
        this.version = version;
    }

    /**
     * The list.
     *
     * @param whole a list of the whole API of one version
     * @param before the project's list; what is not in it is marked as known of that version only
     * @param version of {@code whole}
     */
    static KnimeApi list(
            KnimeApi whole,
            KnimeApi before,
            String version,
            Collection<ClassFile> nodes,
            Collection<ClassFile> standIns) {
        ApiUpdate update = new ApiUpdate(whole, before, version);
        nodes.forEach(update::add);
        Ancestry ancestry = new Ancestry(whole, nodes);
        nodes.forEach(file -> update.addBinding(ancestry.knimes(file.name())));
        for (ClassFile file : standIns) {
            update.add(file.name());
            file.shape().members().forEach((member, entry) -> {
                if (!entry.is(ACC_SYNTHETIC)) {
                    update.add(file.name(), member);
                }
            });
        }
        return new KnimeApi(update.chosen.values());
    }

    private void add(ClassFile file) {
        file.types().forEach(this::add);
        file.uses().forEach(use -> add(use.owner(), use.member()));
        for (AnnotationUse annotation : file.annotations()) {
            add(annotation.type());
            annotation.constants().forEach(constant -> add(constant.owner(), constant.member()));
            if (chosen.containsKey(annotation.type())) { // a node may have to give any of its attributes
                members(annotation.type()).forEach((member, entry) -> add(annotation.type(), member));
            }
        }
    }

    /** Adds what an heir of these must implement or must not override, and what of it they implement themselves. */
    private void addBinding(List<ApiType> ancestors) {
        Set<Member> binding = new HashSet<>();
        for (ApiType type : ancestors) {
            type.members().forEach((member, entry) -> {
                if (member.kind() == 'M' && entry.is(ACC_ABSTRACT | ACC_FINAL)) {
                    binding.add(member);
                }
            });
        }
        for (ApiType type : ancestors) {
            type.members().keySet().stream().filter(binding::contains).forEach(member -> add(type.name(), member));
        }
    }

    private Map<Member, ApiType.Entry> members(String type) {
        return whole.type(type).map(ApiType::members).orElse(Map.of());
    }

    private void add(String name) {
        if (!KnimeApi.isKnime(name)
                || chosen.containsKey(name)
                || whole.type(name).isEmpty()) {
            return;
        }
        ApiType type = whole.type(name).get();
        Optional<ApiType> known = before.type(name);
        Optional<String> only = known.isPresent() ? known.get().only() : Optional.of(version);
        chosen.put(
                name,
                new ApiType(name, type.access(), type.superName(), type.interfaces(), only, new LinkedHashMap<>()));
        type.parents().forEach(this::add);
    }

    private void add(String owner, Member member) {
        whole.member(owner, member)
                .filter(found -> KnimeApi.isKnime(owner)
                        && KnimeApi.isKnime(found.owner().name()))
                .ifPresent(found -> {
                    add(owner);
                    add(found.owner().name());
                    Optional<ApiType.Entry> known = before.type(found.owner().name())
                            .map(type -> type.members().get(member));
                    Optional<String> only = known.isPresent() ? known.get().only() : Optional.of(version);
                    boolean hasDefault = known.isPresent() && known.get().hasDefault();
                    chosen.get(found.owner().name())
                            .members()
                            .put(member, new ApiType.Entry(found.entry().access(), hasDefault, only));
                });
    }
}
