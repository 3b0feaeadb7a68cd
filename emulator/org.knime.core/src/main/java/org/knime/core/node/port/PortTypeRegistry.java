package org.knime.core.node.port;

import java.util.Optional;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;

/** All port types that are known; {@link HostPortTypes} makes them known. */
public final class PortTypeRegistry {
    private static final PortTypeRegistry INSTANCE = new PortTypeRegistry();

    private PortTypeRegistry() {}

    /** @return the only registry */
    public static PortTypeRegistry getInstance() {
        return INSTANCE;
    }

    /** @return the type of ports for such objects */
    public PortType getPortType(Class<? extends PortObject> portClass) {
        return getPortType(portClass, false);
    }

    /**
     * @param isOptional whether an input of the type needs no connection
     * @return the type of ports for such objects
     */
    public PortType getPortType(Class<? extends PortObject> portClass, boolean isOptional) {
        HostPortTypes.know(portClass);
        return new PortType(portClass, isOptional);
    }

    /** @return the class of this name, if its port type is known */
    public Optional<Class<? extends PortObject>> getObjectClass(String className) {
        return HostPortTypes.objectClass(className);
    }

    /** @return the class of this name, if its port type is known */
    public Optional<Class<? extends PortObjectSpec>> getSpecClass(String className) {
        return HostPortTypes.specClass(className);
    }

    /** @return what stores objects of this class */
    @SuppressWarnings("unchecked")
    public <T extends PortObject> Optional<PortObjectSerializer<T>> getObjectSerializer(Class<T> objectClass) {
        return HostPortTypes.serializer(objectClass, PortObjectSerializer.class).map(s -> (PortObjectSerializer<T>) s);
    }

    /** @return what stores specs of this class */
    @SuppressWarnings("unchecked")
    public <T extends PortObjectSpec> Optional<PortObjectSpecSerializer<T>> getSpecSerializer(Class<T> specClass) {
        return HostPortTypes.serializer(specClass, PortObjectSpecSerializer.class)
                .map(s -> (PortObjectSpecSerializer<T>) s);
    }
}
