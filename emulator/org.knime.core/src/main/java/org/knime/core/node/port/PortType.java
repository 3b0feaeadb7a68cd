package org.knime.core.node.port;

/** The type of a port: the class of the objects that go through it. */
public final class PortType {
    private final Class<? extends PortObject> objectClass;
    private final boolean optional;

    PortType(Class<? extends PortObject> objectClass, boolean optional) {
        this.objectClass = objectClass;
        this.optional = optional;
    }

    /** @return whether an input of this type needs no connection */
    public boolean isOptional() {
        return optional;
    }

    /** @return the name that a user reads */
    public String getName() {
        return HostPortTypes.name(objectClass);
    }

    /** @return the class of the objects */
    public Class<? extends PortObject> getPortObjectClass() {
        return objectClass;
    }

    /** @return the class of the objects' specs */
    public Class<? extends PortObjectSpec> getPortObjectSpecClass() {
        try {
            return objectClass.getMethod("getSpec").getReturnType().asSubclass(PortObjectSpec.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return whether objects of the other type can go through a port of this one */
    public boolean isSuperTypeOf(PortType subType) {
        return objectClass.isAssignableFrom(subType.objectClass);
    }

    /** @return whether such a spec can go through this port */
    public boolean acceptsPortObjectSpec(PortObjectSpec spec) {
        return spec == null || getPortObjectSpecClass().isInstance(spec);
    }

    /** @return whether such an object can go through this port */
    public boolean acceptsPortObject(PortObject obj) {
        return obj == null || objectClass.isInstance(obj);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof PortType other && objectClass == other.objectClass && optional == other.optional;
    }

    @Override
    public int hashCode() {
        return objectClass.hashCode();
    }

    @Override
    public String toString() {
        return objectClass.getSimpleName();
    }
}
