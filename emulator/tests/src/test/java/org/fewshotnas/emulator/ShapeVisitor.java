package org.fewshotnas.emulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.emulator.ClassFile.AnnotationUse;
import org.fewshotnas.emulator.ClassFile.Use;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;

/** Collects what a class declares: its flags, its visible members, and the annotations on it and on them. */
final class ShapeVisitor extends ClassVisitor {
    private final Map<Member, ApiType.Entry> members = new LinkedHashMap<>();
    private final List<AnnotationUse> annotations = new ArrayList<>();
    private int access;

    ShapeVisitor() {
        super(Opcodes.ASM9);
    }

    int access() {
        return access;
    }

    Map<Member, ApiType.Entry> members() {
        return members;
    }

    List<AnnotationUse> annotations() {
        return annotations;
    }

    @Override
    public void visit(int version, int flags, String name, String signature, String parent, String[] interfaces) {
        access = flags;
    }

    @Override
    public FieldVisitor visitField(int flags, String name, String descriptor, String signature, Object value) {
        add(new Member('F', name, descriptor), flags);
        return new FieldVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return annotation(type, visible);
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(int flags, String name, String descriptor, String signature, String[] exceptions) {
        Member member = new Member('M', name, descriptor);
        add(member, flags);
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotationDefault() {
                members.computeIfPresent(member, (key, entry) -> new ApiType.Entry(entry.access(), true, entry.only()));
                return null;
            }

            @Override
            public AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return annotation(type, visible);
            }

            @Override
            public AnnotationVisitor visitParameterAnnotation(int parameter, String type, boolean visible) {
                return annotation(type, visible);
            }
        };
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(String name, String descriptor, String signature) {
        return new RecordComponentVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return annotation(type, visible);
            }
        };
    }

    @Override
    public AnnotationVisitor visitAnnotation(String type, boolean visible) {
        return annotation(type, visible);
    }

    private void add(Member member, int flags) {
        if (ApiType.isVisible(flags)) {
            members.put(member, new ApiType.Entry(flags, false, Optional.empty()));
        }
    }

    private AnnotationVisitor annotation(String descriptor, boolean visible) {
        AnnotationUse use = new AnnotationUse(
                Type.getType(descriptor).getInternalName(), visible, new LinkedHashSet<>(), new LinkedHashSet<>());
        annotations.add(use);
        return new Values(use, visible, true);
    }

    /** Collects an annotation's attributes, and the annotations and constants in their values. */
    private final class Values extends AnnotationVisitor {
        private final AnnotationUse use;
        private final boolean visible;
        private final boolean named;

        Values(AnnotationUse use, boolean visible, boolean named) {
            super(Opcodes.ASM9);
            this.use = use;
            this.visible = visible;
            this.named = named;
        }

        private void add(String attribute) {
            if (named) { // elements of an array have no names
                use.attributes().add(attribute);
            }
        }

        @Override
        public void visit(String attribute, Object value) {
            add(attribute);
        }

        @Override
        public void visitEnum(String attribute, String descriptor, String value) {
            add(attribute);
            use.constants()
                    .add(new Use(Type.getType(descriptor).getInternalName(), new Member('F', value, descriptor)));
        }

        @Override
        public AnnotationVisitor visitAnnotation(String attribute, String descriptor) {
            add(attribute);
            return annotation(descriptor, visible);
        }

        @Override
        public AnnotationVisitor visitArray(String attribute) {
            add(attribute);
            return new Values(use, visible, false);
        }
    }
}
