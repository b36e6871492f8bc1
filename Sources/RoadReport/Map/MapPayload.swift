import RoadModel

/// The map's lines and points as JSON for the page's own script.
struct MapPayload {
    /// What to draw.
    let layers: MapLayers
    /// Sites of complexes, with their counts as published.
    let complexes: [(site: ComplexSite, violations: SuppressedTable.Cell)]
    /// Which hotspots to show at first.
    let unit: AnalysisUnit

    /// The JSON; empty object without a view.
    var json: String {
        guard let view = layers.view else { return "{}" }
        let box = [view.south, view.west, view.north, view.east].map { Drawing.degrees($0) }
        let roads = layers.roads.map { layer in
            "{\"c\":\(Escaping.jsonString(layer.roadClass.name)),"
                + "\"d\":\"\(LineCodec.encode(layer.lines))\"}"
        }
        let spots = layers.hotspots.map { layer in
            "{\"id\":\(Escaping.jsonString(Escaping.visible(layer.hotspot.id))),"
                + "\"u\":\"\(layer.hotspot.unit.rawValue)\",\"r\":\(layer.hotspot.rank),"
                + "\"h\":\(layer.hotspot.isAboveAverage ? 1 : 0),"
                + "\"d\":\"\(LineCodec.encode(layer.lines))\"}"
        }
        let sites = complexes.compactMap { entry -> String? in
            guard let point = LonLat(entry.site.location) else { return nil }
            return "{\"n\":\(Escaping.jsonString(Escaping.visible(entry.site.name))),"
                + "\"y\":\(Drawing.degrees(Double(point.y))),"
                + "\"x\":\(Drawing.degrees(Double(point.x))),\"p\":\(entry.site.passages),"
                + "\"v\":\(Escaping.jsonString(entry.violations.text(.ru)))}"
        }
        let tracks = layers.tracks.filter { $0.count > 1 }
        return "{\"unit\":\"\(unit.rawValue)\",\"box\":[\(box.joined(separator: ","))],"
            + "\"roads\":[\(roads.joined(separator: ","))],"
            + "\"spots\":[\(spots.joined(separator: ","))],"
            + "\"sites\":[\(sites.joined(separator: ","))],"
            + "\"tracks\":\"\(LineCodec.encode(tracks))\"}"
    }
}

extension Drawing {
    /// Hundred-thousandths of a degree as degrees with five decimals.
    static func degrees(_ value: Double) -> String {
        let units = Int(value.rounded())
        let digits = zeroPadded(Int(units.magnitude % 100_000), 5)
        return (units < 0 ? "-" : "") + "\(units.magnitude / 100_000).\(digits)"
    }
}
