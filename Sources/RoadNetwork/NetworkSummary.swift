package import RoadModel

/// A network in figures.
package struct NetworkSummary: Hashable, Sendable, Encodable {
    /// One class of road.
    package struct ClassRow: Hashable, Sendable, Encodable {
        /// The class; written by its name, as in tables.
        package var roadClass: RoadClass
        /// Directed segments.
        package var segments: Int
        /// Stretches between junctions, both directions together.
        package var pieces: Int
        /// Length of the stretches, each counted once.
        package var kilometres: Double

        private enum CodingKeys: String, CodingKey {
            case roadClass, segments, pieces, kilometres
        }

        package func encode(to encoder: any Encoder) throws {
            var row = encoder.container(keyedBy: CodingKeys.self)
            try row.encode(roadClass.name, forKey: .roadClass)
            try row.encode(segments, forKey: .segments)
            try row.encode(pieces, forKey: .pieces)
            try row.encode(kilometres, forKey: .kilometres)
        }
    }

    /// The network's version.
    package var versionID: String
    /// Coordinate system.
    package var crs: String
    /// Extent of all vertices.
    package var extent: GeodeticExtent
    /// Directed segments.
    package var segments: Int
    /// Stretches between junctions, both directions together.
    package var pieces: Int
    /// Junctions and ends.
    package var nodes: Int
    /// Vertices.
    package var vertices: Int
    /// Length of the stretches, each counted once.
    package var kilometres: Double
    /// Parts of the network between which no road runs.
    package var components: Int
    /// Share of the length that lies in the longest component, in `[0, 1]`.
    package var mainComponentShare: Double
    /// Share of the length that carries a name or an index, in `[0, 1]`.
    package var labelledShare: Double
    /// Turn restrictions.
    package var restrictions: Int
    /// Ways from one segment into another.
    package var turns: Int
    /// Turns that a restriction at the node forbids.
    package var forbiddenTurns: Int
    /// Length of the carriageways that have another one beside them, each counted once.
    package var dualKilometres: Double
    /// Length of the service roads that run beside a main road.
    package var serviceRoadKilometres: Double
    /// Kilometre posts.
    package var posts: Int
    /// Routes that relations of the source describe.
    package var routes: Int
    /// Level crossings and speed cameras.
    package var features: Int
    /// Classes that occur, most important first.
    package var classes: [ClassRow]
    /// What import and compilation left out or mended, by code.
    package var notes: [String: Int]

    /// Whether the source had no topology, so that the compiler found out which lines meet.
    package var isNoded: Bool { notes[CompiledNetwork.nodedNote] != nil }
}
