package import RoadModel

/// Reads roads from any file Jol understands.
package enum RoadFileImporter {
    /// Looks at a file's content and reads its roads.
    ///
    /// - Parameters:
    ///   - path: An OpenStreetMap file or a vector file; the name's ending does not matter.
    ///   - layer: The layer of a vector file; `nil` for the only one with lines.
    ///   - fields: Which fields of a vector layer say what.
    ///   - sourceCRS: The system of a vector file's coordinates; overrides what it declares.
    ///   - crs: The network's system; `nil` for the UTM zone of the extent.
    ///   - rules: General speed limits for roads whose source states none.
    ///   - threads: Cores to use; the result is the same for any number.
    /// - Returns: The roads, with what was left out counted in `notes`.
    /// - Throws: As `OSMRoadImporter.importRoads` and `VectorRoadImporter.importRoads`, and
    ///   `.badArgument` when a layer or source system is stated for an OpenStreetMap file, which
    ///   has none.
    package static func importRoads(
        path: String,
        layer: String? = nil,
        fields: RoadFieldMapping = .automatic,
        sourceCRS: String? = nil,
        crs: String? = nil,
        rules: SpeedLimitRules = .kazakhstan,
        threads: Int = 1
    ) throws(IntakeError) -> RoadSource {
        switch try RoadFileKind.recognise(path: path) {
        case .vector:
            return try VectorRoadImporter.importRoads(
                path: path,
                layer: layer,
                fields: fields,
                sourceCRS: sourceCRS,
                crs: crs,
                rules: rules
            )
        case .openStreetMap(let format):
            guard layer == nil, sourceCRS == nil else {
                throw IntakeError(
                    .badArgument,
                    subject: path,
                    detail: "An OpenStreetMap file has no layers and is always WGS 84.",
                    remedy: "Leave out --layer and --source-crs."
                )
            }
            return try OSMRoadImporter.importRoads(
                path: path,
                format: format,
                crs: crs,
                rules: rules,
                threads: threads
            )
        }
    }
}
