package org.fewshotnas.trainings.datasets;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Patches of photographs: a class is one photograph. Those of Debian's packages lomiri-wallpapers-16.04 and lomiri-wallpapers-20.04 (by their
 * authors, who are named in the files' names; CC0, CC BY or CC BY-SA). A photograph is divided into fields: patches of every third are for tests.
 */
final class PhotoFamily implements ImageFamily {
    private static final List<String> FILES = List.of(
            "aitzgorri_by_Aitzol_Berasategi.jpg",
            "analogpattern_by_Peter_Nerlich.jpg",
            "Bridge_by_Sander_Klootwijk.jpg",
            "Dragonfly_by_Bolly.jpg",
            "Fossa_by_Jasper_Roks.jpg",
            "free_by_Peter_Nerlich.jpg",
            "friends_by_Aitzol_Berasategi.jpg",
            "greentock_by_Peter_Nerlich.jpg",
            "Infinite-Sea_by_Aury88.jpg",
            "Kleiber_by_Lukas_Baubkus.jpg",
            "life_by_Aitzol_Berasategi.jpg",
            "Painting-Colors_by__herobrine7gamer.jpg",
            "picosdeeuropa_by_Aitzol_Berasategi.jpg",
            "Picture_0B_by_freespace.jpg",
            "Picture_1A_by_freespace.jpg",
            "seeding_by_Clements_Engelhardt.jpg",
            "sunset_by_Aitzol_Berasategi.jpg",
            "umang_by_Abhishek_Mudgal.jpg",
            "Wine_by_Jakkub_Mede.jpg");
    /** Pixels of the longer side that a photograph is made. */
    private static final int LONGER = 1024;
    /** Pixels along the side of a field. */
    private static final int FIELD = 64;

    private final List<BufferedImage> photographs = new ArrayList<>();

    /** @param folder of the photographs */
    PhotoFamily(Path folder) throws IOException {
        for (String file : FILES) {
            BufferedImage all = ImageIO.read(folder.resolve(file).toFile());
            double scale = (double) LONGER / Math.max(all.getWidth(), all.getHeight());
            photographs.add(
                    smaller(all, (int) Math.round(all.getWidth() * scale), (int) Math.round(all.getHeight() * scale)));
        }
    }

    /** By halves, so that every pixel counts. */
    private static BufferedImage smaller(BufferedImage image, int width, int height) {
        BufferedImage now = image;
        while (now.getWidth() != width) {
            int w = Math.max(width, now.getWidth() / 2);
            int h = Math.max(height, now.getHeight() / 2);
            BufferedImage half = new BufferedImage(w, w == width ? height : h, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = half.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(now, 0, 0, half.getWidth(), half.getHeight(), null);
            graphics.dispose();
            now = half;
        }
        return now;
    }

    @Override
    public String name() {
        return "photos";
    }

    @Override
    public int classes() {
        return FILES.size();
    }

    @Override
    public int channels() {
        return 3;
    }

    @Override
    public String className(int number) {
        return FILES.get(number).replaceAll("_by_.*", "");
    }

    @Override
    public float[] image(int number, boolean test, Random random) {
        BufferedImage photograph = photographs.get(number);
        int across = photograph.getWidth() / FIELD;
        int down = photograph.getHeight() / FIELD;
        int column;
        int row;
        do {
            column = random.nextInt(across);
            row = random.nextInt(down);
        } while ((column + row) % 3 == 0 != test);
        int left = column * FIELD + random.nextInt(FIELD - SIDE + 1);
        int top = row * FIELD + random.nextInt(FIELD - SIDE + 1);
        float[] image = new float[3 * SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int rgb = photograph.getRGB(left + x, top + y);
                for (int channel = 0; channel < 3; channel++) {
                    image[(channel * SIDE + y) * SIDE + x] = (rgb >> (16 - 8 * channel) & 0xff) / 255f;
                }
            }
        }
        return image;
    }
}
