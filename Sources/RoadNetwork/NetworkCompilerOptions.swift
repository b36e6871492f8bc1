/// Choices of the network compiler.
package struct NetworkCompilerOptions: Hashable, Sendable, Codable {
    /// How near ends of lines must lie to be joined where the source has no topology; positive.
    package var nodingToleranceMetres: Double

    /// The widest tolerance, in metres: beyond it roads of one settlement would become one node.
    package static let widestTolerance = 100.0

    /// Makes options; 0.5 m joins what was drawn with snapping and re-projected since.
    package init(nodingToleranceMetres: Double = 0.5) {
        self.nodingToleranceMetres = nodingToleranceMetres
    }
}
