package org.fewshotnas.view.image;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.fewshotnas.view.View;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.ScriptableObject;

/** A view as one picture for a report: its headline, its first chart or heat map, and the cell that it points out. */
public final class ViewImage {
    private static final String DRAW =
            "function (view, width, height) { return pictureOf(view, width, height, echarts); }";
    /** Pixels of a PNG for one of the drawing. */
    private static final int SCALE = 2;

    private ViewImage() {}

    /**
     * As SVG.
     *
     * @param width in pixels, 200 to 4,000
     * @param height in pixels, as the width
     */
    public static String svg(View view, int width, int height) {
        check(width);
        check(height);
        try (Context context = Context.enter()) {
            // Compiled methods may not be larger than the Java machine allows, which those of the library are.
            context.setInterpretedMode(true);
            context.setLanguageVersion(Context.VERSION_ES6);
            ScriptableObject scope = Scripts.scope(context);
            Function draw = context.compileFunction(scope, DRAW, "draw", 1, null);
            Object[] arguments = {Scripts.parsed(context, scope, view.json()), width, height};
            return Context.toString(draw.call(context, scope, scope, arguments));
        }
    }

    private static void check(int size) {
        if (size < 200 || size > 4_000) {
            throw new IllegalArgumentException("a picture of " + size + " pixels");
        }
    }

    /** As PNG, on white, with two pixels for each of the drawing, as screens and print have them. */
    public static byte[] png(View view, int width, int height) {
        byte[] svg = svg(view, width, height).getBytes(StandardCharsets.UTF_8);
        SVGDocument document = new SVGLoader().load(new ByteArrayInputStream(svg), null, LoaderContext.createDefault());
        if (document == null) {
            throw new IllegalStateException("The drawing of a view is no SVG image.");
        }
        BufferedImage image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.scale(SCALE, SCALE);
            document.render(null, graphics);
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new IllegalStateException(e); // of a stream in memory
        }
        return out.toByteArray();
    }
}
