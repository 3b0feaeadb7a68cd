package org.fewshotnas.space.base;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;

/**
 * What can be added to the domain without a change of it: implementations of an interface, named in {@code META-INF/services}. They are
 * looked for with the class loader of the interface, so that in OSGi a fragment of this bundle adds some, and elsewhere whatever is on the
 * class path.
 */
public final class Services {
    private static final String OWN = "org.fewshotnas.space.";

    private Services() {}

    /**
     * One of every implementation: this bundle's own first, then the others by the names of their classes, however the class path is ordered.
     *
     * @throws java.util.ServiceConfigurationError if one cannot be made
     */
    public static <S> List<S> of(Class<S> service) {
        return ServiceLoader.load(service, service.getClassLoader()).stream()
                .sorted(Comparator.comparing((Provider<S> provider) ->
                                !provider.type().getName().startsWith(OWN))
                        .thenComparing(provider -> provider.type().getName()))
                .map(Provider::get)
                .toList();
    }
}
