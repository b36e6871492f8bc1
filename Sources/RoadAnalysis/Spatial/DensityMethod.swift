/// How a kernel spreads over junctions.
package enum DensityMethod: String, Sendable, CaseIterable {
    /// By shortest distance, unsplit: its mass exceeds 1 near junctions, so it is no density.
    case simple
    /// Equal split, discontinuous at junctions.
    case discontinuous = "esd"
    /// Equal split, continuous at junctions.
    case continuous = "esc"
    /// The heat equation: the continuous split of the normal kernel, to its end.
    case heat
}
