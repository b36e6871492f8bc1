import RoadModel

/// All lines of a layer in its own coordinates, with what their features say.
struct VectorRoadLines {
    /// Easting or longitude of every vertex.
    var x: [Double] = []
    /// Northing or latitude of every vertex.
    var y: [Double] = []
    /// Where each part ends among the vertices.
    private(set) var ends: [Int] = []
    /// The way each part belongs to.
    private(set) var wayOfPart: [Int] = []
    /// What the features say.
    private(set) var ways: [WayAttributes] = []
    /// Whether a way's vertices have to be reversed.
    private(set) var isReversed: [Bool] = []
    /// Codes to count.
    private(set) var notes: [String: Int] = [:]

    /// Reads every feature of a dataset's layer.
    init(
        _ dataset: borrowing VectorDataset,
        _ columns: RoadFieldColumns,
        classValues: [String: RoadClass],
        rules: SpeedLimitRules
    ) throws(IntakeError) {
        var reader = RoadFeatureReader(
            columns: columns,
            classValues: classValues,
            rules: rules
        )
        var feature = VectorFeature()
        while try dataset.next(into: &feature, fields: columns.fields) {
            guard !feature.lines.ends.isEmpty else {
                let isOther = !feature.points.ends.isEmpty || feature.otherParts > 0
                notes[isOther ? "feature.not_line" : "feature.no_geometry", default: 0] += 1
                continue
            }
            guard case .road(let way, let isReversed) = reader.read(feature) else {
                notes["highway.not_drivable", default: 0] += 1
                continue
            }
            let start = x.count
            x.append(contentsOf: feature.lines.x)
            y.append(contentsOf: feature.lines.y)
            for end in feature.lines.ends {
                ends.append(start + end)
                wayOfPart.append(ways.count)
            }
            ways.append(way)
            self.isReversed.append(isReversed)
        }
        notes.merge(reader.notes) { $0 + $1 }
    }

    /// The error for a layer without a single usable line.
    func empty(_ path: String) -> IntakeError {
        let others = notes["feature.not_line", default: 0]
        guard others == 0 else {
            return IntakeError(
                .geometryKind,
                subject: path,
                detail: "Its \(others) features are no lines.",
                remedy: "Give a layer of road lines."
            )
        }
        return IntakeError(
            .networkEmpty,
            subject: path,
            detail: "It holds no road for motor traffic.",
            remedy: "Check the layer and the mapping of its class field."
        )
    }
}
