package org.fewshotnas.emulator;

import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;
import static org.objectweb.asm.Opcodes.ACC_ANNOTATION;
import static org.objectweb.asm.Opcodes.ACC_ENUM;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_INTERFACE;
import static org.objectweb.asm.Opcodes.ACC_PROTECTED;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fewshotnas.emulator.ClassFile.AnnotationUse;
import org.fewshotnas.emulator.ClassFile.Use;
import org.fewshotnas.emulator.KnimeApi.Found;

/** Holds compiled classes against what is known of KNIME's API. */
final class ApiCheck {
    private static final Map<Integer, String> SHAPE = Map.of(
            ACC_INTERFACE,
            "an interface",
            ACC_ABSTRACT,
            "abstract",
            ACC_FINAL,
            "final",
            ACC_ANNOTATION,
            "an annotation",
            ACC_ENUM,
            "an enum");

    private final KnimeApi api;
    private final Set<String> wrong = new TreeSet<>();

    private ApiCheck(KnimeApi api) {
        this.api = api;
    }

    /** What would not link, or not work, in KNIME itself; empty if that is nothing. */
    static List<String> nodes(KnimeApi api, Collection<ClassFile> classes) {
        ApiCheck check = new ApiCheck(api);
        Ancestry ancestry = new Ancestry(api, classes);
        for (ClassFile file : classes) {
            check.uses(file);
            file.annotations().forEach(annotation -> check.annotation(file, annotation));
            check.inherited(file, ancestry);
        }
        return List.copyOf(check.wrong);
    }

    /** What stand-ins have and KNIME has not, or has in another way; empty if that is nothing. Our own have names that begin with Host. */
    static List<String> standIns(KnimeApi api, Collection<ClassFile> classes) {
        ApiCheck check = new ApiCheck(api);
        for (ClassFile file : classes) {
            if (!isOurs(file.name()) && file.shape().is(ACC_PUBLIC)) {
                check.mirror(file.shape());
            }
        }
        return List.copyOf(check.wrong);
    }

    /** Whether a class is one that only the host uses, or lies in one. */
    static boolean isOurs(String name) {
        return name.substring(name.lastIndexOf('/') + 1).startsWith("Host");
    }

    private void uses(ClassFile file) {
        for (String type : file.types()) {
            if (KnimeApi.isKnime(type)) {
                Optional<ApiType> known = api.type(type);
                if (known.isEmpty()) {
                    wrong.add(file.name() + " uses " + type + ", which KNIME does not have");
                } else if (!ApiType.isVisible(known.get().access())) {
                    wrong.add(file.name() + " uses " + type + ", which is not public in KNIME");
                } else {
                    inAllVersions(file.name() + " uses " + type, known.get().only());
                }
            }
        }
        file.uses().forEach(use -> member(file, use));
    }

    private void member(ClassFile file, Use use) {
        if (KnimeApi.isKnime(use.owner()) && api.type(use.owner()).isPresent()) {
            String what = file.name() + " uses " + use.owner() + "." + use.member();
            Optional<Found> found = api.member(use.owner(), use.member());
            found.ifPresentOrElse(
                    known -> inAllVersions(what, known.entry().only()),
                    () -> wrong.add(what + ", which KNIME does not have"));
        }
    }

    private void inAllVersions(String what, Optional<String> only) {
        only.ifPresent(version -> wrong.add(what + ", which is known of KNIME " + version
                + " only: see whether 5.8 has it, and take the version in the list away if so"));
    }

    private void annotation(ClassFile file, AnnotationUse use) {
        Optional<ApiType> type = api.type(use.type());
        if (!KnimeApi.isKnime(use.type()) || type.isEmpty()) {
            return; // or said of the types
        }
        String at = file.name() + " has @" + use.type();
        if (!use.atRunTime()) {
            wrong.add(at + ", which KNIME does not see at run time");
        }
        for (String attribute : use.attributes()) {
            attributes(type.get())
                    .filter(member -> member.name().equals(attribute))
                    .findFirst()
                    .ifPresentOrElse(
                            member -> inAllVersions(
                                    at + " with " + attribute,
                                    type.get().members().get(member).only()),
                            () -> wrong.add(at + " with " + attribute + ", which KNIME does not have"));
        }
        attributes(type.get())
                .filter(member -> !type.get().members().get(member).hasDefault()
                        && !use.attributes().contains(member.name()))
                .forEach(member -> wrong.add(at + " without " + member.name() + ", which KNIME needs"));
        use.constants().forEach(constant -> member(file, constant));
    }

    private static Stream<Member> attributes(ApiType annotation) {
        return annotation.members().keySet().stream()
                .filter(member -> member.descriptor().startsWith("()"));
    }

    private void inherited(ClassFile file, Ancestry ancestry) {
        for (ApiType above : ancestry.knimes(file.name())) {
            above.members().forEach((member, entry) -> {
                if (member.kind() != 'M' || member.isConstructor() || entry.is(ACC_STATIC)) {
                    return;
                }
                String name = above.name() + "." + member;
                ApiType.Entry mine = file.shape().members().get(member);
                if (entry.is(ACC_FINAL) && mine != null && !mine.is(ACC_SYNTHETIC)) {
                    wrong.add(file.name() + " overrides " + name + ", which is final in KNIME");
                }
                if (entry.is(ACC_ABSTRACT)
                        && !file.shape().is(ACC_ABSTRACT | ACC_INTERFACE)
                        && !ancestry.implementsMember(file.name(), member)) {
                    wrong.add(file.name() + " does not implement " + name);
                }
            });
        }
    }

    private void mirror(ApiType standIn) {
        Optional<ApiType> real = api.type(standIn.name());
        if (real.isEmpty()) {
            wrong.add(standIn.name() + ": KNIME has no such class");
            return;
        }
        SHAPE.forEach((flag, word) -> {
            if (standIn.is(flag) != real.get().is(flag)) {
                wrong.add(standIn.name() + ": " + (standIn.is(flag) ? "" : "not ") + word + ", unlike KNIME's");
            }
        });
        List<String> parents = new ArrayList<>(standIn.parents());
        parents.removeAll(api.withAncestors(standIn.name()));
        parents.stream()
                .filter(KnimeApi::isKnime)
                .forEach(parent -> wrong.add(standIn.name() + ": KNIME's does not extend " + parent));
        standIn.members().forEach((member, entry) -> {
            if (!entry.is(ACC_SYNTHETIC)) {
                mirror(standIn, member, entry);
            }
        });
    }

    private void mirror(ApiType standIn, Member member, ApiType.Entry entry) {
        String name = standIn.name() + "." + member;
        Optional<Found> found = api.member(standIn.name(), member);
        if (found.isEmpty()) {
            wrong.add(name + ": KNIME has no such member");
            return;
        }
        ApiType.Entry real = found.get().entry();
        if (entry.is(ACC_STATIC) != real.is(ACC_STATIC)) {
            wrong.add(name + ": " + (entry.is(ACC_STATIC) ? "" : "not ") + "static, unlike KNIME's");
        }
        if (entry.is(ACC_PUBLIC) && real.is(ACC_PROTECTED)) {
            wrong.add(name + ": public, where KNIME's is protected");
        }
        if (found.get().owner().name().equals(standIn.name())) {
            if (real.is(ACC_FINAL) && !entry.is(ACC_FINAL) && !standIn.is(ACC_FINAL)) {
                wrong.add(name + ": not final, unlike KNIME's");
            }
            if (entry.is(ACC_ABSTRACT) != real.is(ACC_ABSTRACT)) {
                wrong.add(name + ": " + (entry.is(ACC_ABSTRACT) ? "" : "not ") + "abstract, unlike KNIME's");
            }
            if (entry.hasDefault() != real.hasDefault()) {
                wrong.add(name + ": " + (entry.hasDefault() ? "has a" : "has no") + " default, unlike KNIME's");
            }
        }
    }
}
