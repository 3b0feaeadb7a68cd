package org.fewshotnas.metad2a;

import org.fewshotnas.metad2a.generator.Generator;
import org.fewshotnas.metad2a.gradient.Pass;
import org.fewshotnas.metad2a.set.Scaling;
import org.fewshotnas.metad2a.set.SetEncoder;
import org.fewshotnas.metad2a.surrogate.PerformancePredictor;

/** The parts of a model of a given description. */
record Networks(MetaD2aSpec spec, Scaling scaling) {
    SetEncoder predictorSet(Pass pass) {
        return set(pass, MetaD2aSpec.PREDICTOR_SET);
    }

    SetEncoder generatorSet(Pass pass) {
        return set(pass, MetaD2aSpec.GENERATOR_SET);
    }

    private SetEncoder set(Pass pass, String name) {
        return new SetEncoder(
                pass, name, spec.network().codeSize(), scaling, spec.network().statistics());
    }

    PerformancePredictor predictor(Pass pass) {
        return new PerformancePredictor(pass, spec.network().predictorHidden());
    }

    Generator generator(Pass pass) {
        return new Generator(pass, types(), spec.network().generatorHidden());
    }

    /** Of vertices. */
    int types() {
        return spec.operations().size() + 2;
    }
}
