package org.fewshotnas.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Opcodes;

/**
 * The shape of a class: what others can see of it.
 *
 * @param name with slashes
 * @param access flags of the class file
 * @param superName the class that it extends; empty for {@link Object}
 * @param interfaces those that it names itself
 * @param only the one version that is known to have it; empty if all that are supported have it
 * @param members its public and protected members
 */
record ApiType(
        String name,
        int access,
        Optional<String> superName,
        List<String> interfaces,
        Optional<String> only,
        Map<Member, Entry> members) {

    /**
     * A member's flags.
     *
     * @param hasDefault whether it is an attribute of an annotation that may be left out
     * @param only as of the class
     */
    record Entry(int access, boolean hasDefault, Optional<String> only) {
        boolean is(int flag) {
            return (access & flag) != 0;
        }
    }

    static boolean isVisible(int access) {
        return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
    }

    boolean is(int flag) {
        return (access & flag) != 0;
    }

    /** What it extends and implements itself. */
    List<String> parents() {
        List<String> parents = new ArrayList<>(superName.stream().toList());
        parents.addAll(interfaces);
        return parents;
    }
}
