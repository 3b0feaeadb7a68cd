package org.knime.core.node.port;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes port types known, as KNIME does from the extension point {@code org.knime.core.PortType}. A class that is not registered is
 * known from the first time its port type is asked for; its serializer then is its nested class {@code Serializer}.
 */
public final class HostPortTypes {
    private static final Map<String, Class<? extends PortObject>> OBJECTS = new ConcurrentHashMap<>();
    private static final Map<String, Class<? extends PortObjectSpec>> SPECS = new ConcurrentHashMap<>();
    private static final Map<Class<?>, String> NAMES = new ConcurrentHashMap<>();
    private static final Map<Class<?>, Class<?>> SERIALIZERS = new ConcurrentHashMap<>();

    private HostPortTypes() {}

    /**
     * Registers a port type.
     *
     * @param name that a user reads
     * @param object class of the objects
     * @param objectSerializer what stores the objects
     * @param spec class of the specs
     * @param specSerializer what stores the specs
     */
    public static void register(
            String name, Class<?> object, Class<?> objectSerializer, Class<?> spec, Class<?> specSerializer) {
        OBJECTS.put(object.getName(), object.asSubclass(PortObject.class));
        SPECS.put(spec.getName(), spec.asSubclass(PortObjectSpec.class));
        NAMES.put(object, name);
        SERIALIZERS.put(object, objectSerializer.asSubclass(PortObject.PortObjectSerializer.class));
        SERIALIZERS.put(spec, specSerializer.asSubclass(PortObjectSpec.PortObjectSpecSerializer.class));
    }

    static void know(Class<? extends PortObject> object) {
        if (OBJECTS.putIfAbsent(object.getName(), object) == null) {
            Class<? extends PortObjectSpec> spec = new PortType(object, false).getPortObjectSpecClass();
            SPECS.putIfAbsent(spec.getName(), spec);
        }
    }

    static String name(Class<? extends PortObject> object) {
        return NAMES.getOrDefault(object, object.getSimpleName());
    }

    static Optional<Class<? extends PortObject>> objectClass(String name) {
        return Optional.ofNullable(OBJECTS.get(name));
    }

    static Optional<Class<? extends PortObjectSpec>> specClass(String name) {
        return Optional.ofNullable(SPECS.get(name));
    }

    static <S> Optional<S> serializer(Class<?> stored, Class<S> kind) {
        Class<?> serializer = SERIALIZERS.get(stored);
        for (Class<?> nested : stored.getDeclaredClasses()) {
            if (serializer == null && nested.getSimpleName().equals("Serializer") && kind.isAssignableFrom(nested)) {
                serializer = nested;
            }
        }
        if (serializer == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(kind.cast(serializer.getConstructor().newInstance()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The serializer " + serializer.getName() + " cannot be made.", e);
        }
    }
}
