package org.fewshotnas.trainings.datasets;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Letters of six scripts, drawn in any of the Noto fonts (SIL Open Font License, which says that what is drawn with a font is free), a little
 * larger or smaller, slanted and moved. Every third font is for tests.
 */
final class GlyphFamily implements ImageFamily {
    private static final List<Script> SCRIPTS = List.of(
            new Script("Latin", 'a', 26, List.of("NotoSans-", "NotoSerif-")),
            new Script("Greek", 0x3b1, 24, List.of("NotoSans-", "NotoSerif-")),
            new Script("Cyrillic", 0x430, 32, List.of("NotoSans-", "NotoSerif-")),
            new Script("Georgian", 0x10d0, 33, List.of("NotoSansGeorgian-", "NotoSerifGeorgian-")),
            new Script("Hebrew", 0x5d0, 27, List.of("NotoSansHebrew-", "NotoSerifHebrew-", "NotoRashiHebrew-")),
            new Script("Thai", 0xe01, 40, List.of("NotoSansThai-", "NotoSerifThai-", "NotoLoopedThai-")));
    private static final List<String> STYLES =
            List.of("Regular", "Bold", "Light", "Italic", "Black", "Medium", "BoldItalic", "Thin", "SemiBold");
    private static final int EVERY = 3;
    private static final double HEIGHT = 20;

    private final List<List<Font>> fonts = new ArrayList<>();

    /** @param folder of the fonts */
    GlyphFamily(Path folder) throws IOException {
        for (Script script : SCRIPTS) {
            List<Font> found = new ArrayList<>();
            for (String prefix : script.fonts) {
                for (String style : STYLES) {
                    Path file = folder.resolve(prefix + style + ".ttf");
                    if (Files.exists(file)) {
                        found.add(font(file));
                    }
                }
            }
            if (found.size() < EVERY) {
                throw new IOException("Only " + found.size() + " fonts of " + script.name + " in " + folder
                        + "; install the Noto fonts (Debian: fonts-noto-core).");
            }
            fonts.add(found);
        }
    }

    private static Font font(Path file) throws IOException {
        try {
            return Font.createFont(Font.TRUETYPE_FONT, file.toFile()).deriveFont((float) HEIGHT);
        } catch (FontFormatException e) {
            throw new IOException(file + ": no font", e);
        }
    }

    @Override
    public String name() {
        return "glyphs";
    }

    @Override
    public int classes() {
        return SCRIPTS.stream().mapToInt(Script::letters).sum();
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public String className(int number) {
        Letter letter = letter(number);
        return SCRIPTS.get(letter.script).name + " " + Character.getName(letter.code);
    }

    private static Letter letter(int number) {
        int left = number;
        for (int i = 0; ; i++) {
            Script script = SCRIPTS.get(i);
            if (left < script.letters) {
                return new Letter(i, script.first + left);
            }
            left -= script.letters;
        }
    }

    @Override
    public float[] image(int number, boolean test, Random random) {
        Letter letter = letter(number);
        List<Font> known = fonts.get(letter.script);
        List<Font> allowed = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            if (i % EVERY == 1 == test && known.get(i).canDisplay(letter.code)) {
                allowed.add(known.get(i));
            }
        }
        Font font = allowed.get(random.nextInt(allowed.size()));
        Shape outline = font.createGlyphVector(new FontRenderContext(null, true, true), Character.toString(letter.code))
                .getOutline();
        return drawn(outline, random);
    }

    private static float[] drawn(Shape outline, Random random) {
        Rectangle2D bounds = outline.getBounds2D();
        double scale = .8 + .5 * random.nextDouble();
        AffineTransform place = AffineTransform.getTranslateInstance(
                SIDE / 2.0 + 3 * random.nextGaussian(), SIDE / 2.0 + 3 * random.nextGaussian());
        place.rotate(.15 * random.nextGaussian());
        place.shear(.2 * random.nextGaussian(), 0);
        place.scale(scale, scale);
        place.translate(-bounds.getCenterX(), -bounds.getCenterY());
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fill(place.createTransformedShape(outline));
        graphics.dispose();
        float[] values = new float[SIDE * SIDE];
        image.getRaster().getSamples(0, 0, SIDE, SIDE, 0, values);
        for (int i = 0; i < values.length; i++) {
            values[i] /= 255;
        }
        return values;
    }

    /** Letters one after another in Unicode. */
    private record Script(String name, int first, int letters, List<String> fonts) {}

    private record Letter(int script, int code) {}
}
