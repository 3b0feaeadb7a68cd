package org.fewshotnas.space.published;

import java.util.List;
import org.fewshotnas.space.cell.Encoding;
import org.fewshotnas.space.cell.EncodingProvider;

/** The encodings of the published benchmarks, in the order in which they are listed everywhere. */
public final class PublishedSpaces implements EncodingProvider {
    @Override
    public List<Encoding> encodings() {
        return List.of(
                NasBench101.INSTANCE,
                NasBench201.INSTANCE,
                TransNasBench101Micro.INSTANCE,
                NasBenchAsr.INSTANCE,
                ChannelSizes.INSTANCE);
    }
}
