package org.fewshotnas.network.proxy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What was found of one network.
 *
 * @param values of those proxies that have one; all finite
 * @param reasons of the others why they have none, each a clause such as "two examples switch all ReLUs alike"
 * @param seconds that it took
 */
public record ProxyScores(Map<Proxy, Double> values, Map<Proxy, String> reasons, double seconds) {
    /** Copies the maps, in the proxies' order. */
    public ProxyScores {
        values = sorted(values);
        reasons = sorted(reasons);
    }

    private static <T> Map<Proxy, T> sorted(Map<Proxy, T> map) {
        Map<Proxy, T> sorted = new EnumMap<>(Proxy.class);
        sorted.putAll(map);
        return Collections.unmodifiableMap(sorted);
    }

    /** The value of a proxy, if it was asked for and has one. */
    public OptionalDouble value(Proxy proxy) {
        Double value = values.get(proxy);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Why proxies have no value, as in "naswot, synflow: the memory is not enough"; empty if all have one. */
    public String reason() {
        return reasons.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        Collectors.mapping(entry -> entry.getKey().quantity(), Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + ": " + entry.getKey())
                .collect(Collectors.joining("; "));
    }
}
