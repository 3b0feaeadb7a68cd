package org.fewshotnas.metad2a;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.metad2a.gradient.Pass;
import org.fewshotnas.metad2a.gradient.Tape;
import org.fewshotnas.metad2a.gradient.Tensors;
import org.fewshotnas.metad2a.gradient.Value;
import org.fewshotnas.metad2a.graph.GraphBatch;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Torch;

/** Trains the generator on good architectures; the epoch of the best likelihood is kept. */
final class GeneratorTraining extends Training {
    private final Networks networks;

    GeneratorTraining(Networks networks, List<DataSetFeatures> dataSets, MetaD2aSettings settings, List<Example> held) {
        super("generator", dataSets, settings, held);
        this.networks = networks;
    }

    @Override
    int noise() {
        return networks.spec().network().codeSize();
    }

    @Override
    Value loss(Pass pass, Batches.Piece piece, float[] noise) {
        Tape tape = pass.tape();
        Value codes = piece.expanded(tape, networks.generatorSet(pass).encode(piece.draws()));
        Value random = tape.constant(noise, piece.rows(), noise());
        return networks.generator(pass).loss(codes, random, new GraphBatch(piece.graphs(), networks.types()));
    }

    @Override
    Check check(
            NDManager manager, Tensors tensors, List<Example> examples, SplittableRandom random, Progress progress) {
        Batches batches = new Batches(dataSets(), settings().examplesPerClass(), examples);
        double[] sum = new double[1];
        each(
                batches,
                manager,
                tensors,
                random,
                progress,
                (pass, piece) -> sum[0] += Torch.toDoubles(
                        loss(pass, piece, new float[piece.rows() * noise()]).array())[0]);
        double loss = sum[0] / examples.size();
        return new Check(loss, OptionalDouble.empty(), OptionalDouble.empty(), -loss);
    }
}
