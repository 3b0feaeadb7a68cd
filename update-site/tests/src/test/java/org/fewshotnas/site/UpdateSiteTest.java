package org.fewshotnas.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fewshotnas.site.UpdateSite.Requirement;
import org.fewshotnas.site.UpdateSite.Unit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The built update site can be installed into KNIME Analytics Platform, and holds nothing that KNIME has itself. */
class UpdateSiteTest {

    private static final Path SITE = Path.of(System.getProperty("site.dir"));
    private static final List<String> PLATFORMS =
            List.of(System.getProperty("site.platforms").split(","));
    private static final String NATIVES = "org.fewshotnas.libs.djl.";
    private static final Path NATIVES_NOTICE =
            Path.of(System.getProperty("licence")).resolveSibling("NOTICE-libtorch");
    private static final Set<String> BUNDLES = Set.of(
            "org.fewshotnas.space",
            "org.fewshotnas.benchmark",
            "org.fewshotnas.tensor",
            "org.fewshotnas.predictor",
            "org.fewshotnas.network",
            "org.fewshotnas.metad2a",
            "org.fewshotnas.search",
            "org.fewshotnas.view",
            "org.fewshotnas.knime",
            "org.fewshotnas.libs.data",
            "org.fewshotnas.libs.djl",
            "org.fewshotnas.libs.view");

    private static UpdateSite site;

    @BeforeAll
    static void read() throws Exception {
        site = UpdateSite.read(SITE);
    }

    @Test
    void holdsOurBundlesAndTheNativesThatWereBuiltAndNothingElse() {
        var expected = new TreeSet<>(BUNDLES);
        PLATFORMS.forEach(platform -> expected.add(NATIVES + platform));
        assertEquals(
                expected,
                site.units().stream()
                        .filter(Unit::isBundle)
                        .map(Unit::id)
                        .collect(Collectors.toCollection(TreeSet::new)));
        var files = new TreeSet<>(expected);
        files.add("org.fewshotnas.feature");
        assertEquals(
                files,
                site.artifacts().stream().map(UpdateSite.Artifact::id).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyRequirementIsMetByTheSiteOrByKnimeOnEveryPlatform() {
        var unmet = new ArrayList<String>();
        for (String platform : PLATFORMS) {
            var properties = properties(platform);
            var units = site.units().stream()
                    .filter(u -> UpdateSite.holds(u.filter(), properties))
                    .toList();
            for (Unit unit : units) {
                unit.required().stream()
                        .filter(r -> !r.optional() && UpdateSite.holds(r.filter(), properties))
                        .filter(r -> !isKnimes(r) && !isJavas(r))
                        .filter(r -> units.stream()
                                .flatMap(u -> u.provided().stream())
                                .noneMatch(r::isMetBy))
                        .forEach(r -> unmet.add(unit.id() + " needs " + r));
            }
        }
        assertEquals(List.of(), unmet);
    }

    @Test
    void nativesGoToTheirOwnPlatformOnly() {
        for (Unit natives :
                site.units().stream().filter(u -> u.id().startsWith(NATIVES)).toList()) {
            for (String platform : List.of("linux.x86_64", "linux.aarch64", "win32.x86_64", "macosx.aarch64")) {
                boolean own = natives.id().equals(NATIVES + platform);
                assertEquals(
                        own,
                        UpdateSite.holds(natives.filter(), properties(platform)),
                        natives.id() + " on " + platform);
            }
        }
    }

    @Test
    void everyFileIsWhatTheMetadataSays() throws Exception {
        var listed = new TreeSet<String>();
        for (UpdateSite.Artifact artifact : site.artifacts()) {
            listed.add(artifact.file());
            Path file = SITE.resolve(artifact.file());
            assertEquals(artifact.size(), Files.size(file), artifact.file());
            assertEquals(artifact.sha256(), sha256(file), artifact.file());
        }
        try (Stream<Path> files = Files.walk(SITE)) {
            assertEquals(
                    listed,
                    files.filter(f -> f.getNameCount() > SITE.getNameCount() + 1
                                    && f.toString().endsWith(".jar"))
                            .map(f -> SITE.relativize(f).toString().replace('\\', '/'))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void everyBundleCarriesItsLicenceAndNoClassOfKnime() throws Exception {
        for (UpdateSite.Artifact artifact : site.artifacts()) {
            if (artifact.classifier().equals("osgi.bundle")) {
                try (var jar = new JarFile(SITE.resolve(artifact.file()).toFile())) {
                    assertTrue(jar.getEntry("META-INF/LICENSE") != null, artifact.id() + " has no licence");
                    assertTrue(jar.getEntry("META-INF/NOTICE") != null, artifact.id() + " has no notice");
                    assertTrue(jar.stream().noneMatch(e -> e.getName().startsWith("org/knime/")), artifact.id());
                }
            }
        }
    }

    @Test
    void everyBundleWithNativesCarriesWhatTheyContain() throws Exception {
        String expected = Files.readString(NATIVES_NOTICE);
        int found = 0;
        for (UpdateSite.Artifact artifact : site.artifacts()) {
            if (artifact.classifier().equals("osgi.bundle")
                    && (artifact.id() + ".").startsWith("org.fewshotnas.libs.djl.")) {
                try (var jar = new JarFile(SITE.resolve(artifact.file()).toFile())) {
                    var notice = jar.getEntry("META-INF/NOTICE-libtorch");
                    assertTrue(notice != null, artifact.id() + " has no NOTICE-libtorch");
                    assertEquals(
                            expected, new String(jar.getInputStream(notice).readAllBytes(), StandardCharsets.UTF_8));
                }
                found++;
            }
        }
        assertEquals(1 + PLATFORMS.size(), found);
    }

    @Test
    void everyLicenceThatTheNativesNameIsThereOnce() throws Exception {
        List<String> lines = Files.readAllLines(NATIVES_NOTICE);
        var named = new TreeSet<String>();
        for (String line : lines.subList(0, lines.indexOf("Source code"))) {
            var library = Pattern.compile("\\S.*: (\\S+)(?: WITH (\\S+))?(?: \\(.+\\))?")
                    .matcher(line);
            if (library.matches()) {
                named.add(library.group(1));
                Optional.ofNullable(library.group(2)).ifPresent(named::add);
            }
        }
        assertTrue(named.containsAll(List.of("BSD-2-Clause", "MIT", "ISSL", "GCC-exception-3.1")), named.toString());
        // The one is in the file LICENSE; of the other, it is said where the text and the source code are.
        named.removeAll(List.of("Apache-2.0", "MPL-2.0"));
        for (String licence : named) {
            assertEquals(
                    1,
                    IntStream.range(0, lines.size() - 1)
                            .filter(i -> lines.get(i).equals(licence)
                                    && lines.get(i + 1).startsWith("---"))
                            .count(),
                    licence);
        }
    }

    @Test
    void theFeatureShowsTheLicence() throws Exception {
        String licence = Files.readString(Path.of(System.getProperty("licence")));
        Unit feature = site.units().stream()
                .filter(u -> u.id().equals("org.fewshotnas.feature.feature.group"))
                .findFirst()
                .orElseThrow();
        assertEquals(licence.strip(), feature.licence().strip());
    }

    /** What p2 knows of an installation on "os.arch". */
    private static Map<String, String> properties(String platform) {
        String[] parts = platform.split("\\.", 2);
        return Map.of("osgi.os", parts[0], "osgi.arch", parts[1], "org.eclipse.update.install.features", "true");
    }

    private static boolean isKnimes(Requirement r) {
        return r.namespace().equals("osgi.bundle")
                && (r.name().startsWith("org.knime.") || r.name().startsWith("org.eclipse."));
    }

    private static boolean isJavas(Requirement r) {
        return r.namespace().equals("java.package")
                && ModuleLayer.boot().modules().stream()
                        .anyMatch(m -> m.isExported(r.name()) && m.getPackages().contains(r.name()));
    }

    private static String sha256(Path file) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
