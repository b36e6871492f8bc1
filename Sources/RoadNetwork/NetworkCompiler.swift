import RoadGeometry
package import RoadModel

/// Turns roads as imported into the image of a network.
///
/// Ways are cut at junctions into pieces, pieces become one directed segment or two, and
/// everything a matcher asks for is laid out as columns. The same source gives the same bytes.
package enum NetworkCompiler {
    /// Lines in one box of the spatial index: few enough for tight boxes, many enough to keep
    /// the tree small.
    static let linesPerRun = Int(RunLineColumn.full)

    /// Compiles a source into an image in memory.
    ///
    /// - Throws: As the form with a sink.
    package static func compile(
        _ source: consuming RoadSource,
        options: NetworkCompilerOptions = NetworkCompilerOptions()
    ) throws(IntakeError) -> [UInt8] {
        let sink = MemorySink()
        try compile(source, options: options, to: sink)
        return sink.bytes
    }

    /// Compiles a source, column after column, so that no second copy of the image is in memory.
    ///
    /// - Throws: `.networkEmpty` without a single usable road, `.badArgument` for a tolerance that
    ///   is not positive or wider than `NetworkCompilerOptions.widestTolerance`, `.formatDamaged` when
    ///   the source's columns do not fit together, and what
    ///   the sink throws.
    package static func compile(
        _ source: consuming RoadSource,
        options: NetworkCompilerOptions = NetworkCompilerOptions(),
        to sink: any ImageSink
    ) throws(IntakeError) {
        let tolerance = options.nodingToleranceMetres
        guard tolerance > 0, tolerance <= NetworkCompilerOptions.widestTolerance else {
            throw IntakeError(
                .badArgument,
                subject: "noding tolerance",
                detail: "\(tolerance) m does not lie above 0 and up to "
                    + "\(Int(NetworkCompilerOptions.widestTolerance)) m.",
                remedy: "Give a tolerance such as 0.5."
            )
        }
        var source = source
        var lines = try SourceLines(&source)
        if !source.hasTopology {
            let (levels, flags) = (source.level, source.flags)
            LineNoding.node(&lines, toleranceMetres: tolerance) {
                // A bridge of no stated level passes over the road below all the same.
                8 * Int(levels[$0]) + Int(flags[$0].intersection([.bridge, .tunnel]).rawValue)
            }
            let millimetres = (tolerance * 1000).rounded(.up)
            lines.notes[CompiledNetwork.nodedNote] = Int(millimetres)
            source.nodeID = lines.ownNodeNumbers()
        }
        (source.vertexRow, source.vertexStart) = ([], [])
        let split = SplitPieces(lines)
        guard !split.pieces.isEmpty else {
            throw IntakeError(
                .networkEmpty,
                subject: "road source",
                detail: "No usable road was found.",
                remedy: "Check that the file holds roads and that the filter keeps some."
            )
        }
        if split.pointLike > 0 {
            lines.notes["compile.piece_without_length", default: 0] += split.pointLike
        }
        let thinned = CrowdedNodes.thinned(split.pieces, lines)
        lines.notes.merge(thinned.notes, uniquingKeysWith: +)
        let kept = LongViaWays.without(source.restrictions, thinned.pieces, source.wayID)
        if kept.count < source.restrictions.count {
            lines.notes["restriction.via_too_long"] = source.restrictions.count - kept.count
            source.restrictions = kept
        }
        var layout = try NetworkLayout(
            source: source,
            lines: lines,
            pieces: thinned.pieces,
            to: sink
        )
        try layout.write()
    }
}
