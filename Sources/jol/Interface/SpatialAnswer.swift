import Foundation
import RoadAnalysis
import RoadModel
import RoadPipeline
import RoadStore

/// The answer of an analysis on a network: a summary, a table, and shapes for maps.
struct SpatialAnswer {
    /// The verb, for the schema's name.
    var verb: String
    /// Fields of the JSON object.
    var fields: [String: AnalysisTree]
    /// Codes that qualify the result, each with its sentence.
    var flags: [(code: String, words: String)] = []
    /// The table, and what its rows are called in JSON.
    var table: ResultTable
    /// See `table`.
    var rowsName: String
    /// Lines or a point in WGS 84 of each row; `nil` without places on Earth.
    var shapes: (() throws(IntakeError) -> [SpatialShape])?
    /// QGIS style of the layer.
    var style = ""
    /// What is printed on a terminal.
    var text: String

    /// Prints and writes the answer as the options say.
    func show(_ options: SpatialOptions) throws {
        if let out = options.out { try write(to: out, options) }
        if options.table.output.json {
            var fields = fields
            fields["schema"] = .text("jol.hotspots.\(verb)/1")
            fields["flags"] = .texts(flags.map(\.code))
            let head = try Console.jsonText(AnalysisTree.object(fields))
            Console.print(
                String(head.dropLast(2)) + ",\n  \"\(rowsName)\" : " + table.json + "\n}"
            )
        } else if options.table.csv {
            Console.print(table.csv)
        } else {
            Console.print(text + flags.map { "\n\($0.code): \($0.words)" }.joined())
        }
    }

    private func write(to path: String, _ options: SpatialOptions) throws {
        let ending = (path as NSString).pathExtension.lowercased()
        if ending == "gpkg" || ending == "geojson" || ending == "json" {
            guard let shapes else {
                throw IntakeError(
                    .crsMissing,
                    subject: path,
                    detail: "The network has no lines with a known system, so there is no map.",
                    remedy: "State the system with --crs, or write a .csv."
                )
            }
            let places = try shapes()
            if ending == "gpkg" {
                try SpatialLayer.writeGeoPackage(
                    table,
                    places,
                    name: verb.replacingOccurrences(of: "-", with: "_"),
                    style: style,
                    to: path,
                    modified: Files.now,
                    overwrite: options.overwrite
                )
            } else {
                try Files.write(
                    SpatialLayer.geoJSON(table, places),
                    to: path,
                    overwrite: options.overwrite
                )
            }
        } else {
            try Files.write(table.csv, to: path, overwrite: options.overwrite)
        }
    }
}

extension SpatialAnswer {
    /// What reading found out: sizes, what was left out, what was moved.
    static func fields(
        _ network: SpatialNetwork,
        _ events: PlaceReader.Placed?
    ) -> [String: AnalysisTree] {
        var fields: [String: AnalysisTree] = [
            "edges": .count(network.graph.edgeCount), "nodes": .count(network.graph.nodeCount),
            "metres": .number(network.graph.totalMetres),
            "notes": .object(network.notes.mapValues { .count($0) }),
        ]
        guard let events else { return fields }
        fields["events"] = [
            "rows": .count(events.rows), "located": .count(events.places.count),
            "unlocated": .count(events.unlocated.count),
            "unlocatedRows": .list(events.unlocated.prefix(100).map { .count($0 + 1) }),
            "snapped": .count(events.snapped), "atJunctions": .count(events.atJunctions),
            "farthestMetres": .number(events.farthest),
        ]
        return fields
    }

    /// Flags about the network and the places.
    static func flags(
        _ network: SpatialNetwork,
        _ events: PlaceReader.Placed?
    ) -> [(code: String, words: String)] {
        var flags: [(code: String, words: String)] = []
        if let parts = network.notes["network.parts"] {
            flags.append(
                (
                    "DISCONNECTED",
                    tr(
                        "the network has \(parts) parts that do not meet",
                        ru: "сеть состоит из частей без связи: \(parts)",
                        kk: "желі бір-бірімен қосылмаған \(parts) бөліктен тұрады"
                    )
                )
            )
        }
        if let count = events?.unlocated.count, count > 0 {
            flags.append(
                (
                    "OFF-NETWORK",
                    tr(
                        "\(count) rows lie off the network and took no part",
                        ru: "строк вне сети, не участвовали: \(count)",
                        kk: "\(count) жол желіден тыс, қатыспады"
                    )
                )
            )
        }
        if let events, events.atJunctions > 0 {
            flags.append(
                (
                    "AT-JUNCTIONS",
                    tr(
                        "\(events.atJunctions) of \(events.places.count) events lie at junctions",
                        ru: "событий на перекрёстках: \(events.atJunctions) из "
                            + "\(events.places.count)",
                        kk: "\(events.places.count) оқиғаның \(events.atJunctions) түйіспеде"
                    )
                )
            )
        }
        return flags
    }

    /// A sentence about the network and the events.
    static func opening(_ network: SpatialNetwork, _ events: PlaceReader.Placed?) -> String {
        let kilometres = Say.decimal(network.graph.totalMetres / 1000, 1)
        var text = tr(
            "\(Say.count(network.graph.edgeCount)) edges, \(kilometres) km",
            ru: "рёбер: \(Say.count(network.graph.edgeCount)), \(kilometres) км",
            kk: "\(Say.count(network.graph.edgeCount)) қабырға, \(kilometres) км"
        )
        if let events {
            text += tr(
                "; \(Say.count(events.places.count)) of \(Say.count(events.rows)) events placed, "
                    + "\(Say.count(events.snapped)) moved to a junction",
                ru: "; размещено событий: \(Say.count(events.places.count)) из "
                    + "\(Say.count(events.rows)), перенесено в узел: \(Say.count(events.snapped))",
                kk: "; \(Say.count(events.rows)) оқиғаның \(Say.count(events.places.count)) "
                    + "орналасты, түйінге көшірілгені \(Say.count(events.snapped))"
            )
        }
        return text
    }
}
