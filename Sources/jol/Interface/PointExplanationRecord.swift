import RoadLocate
import RoadModel
import RoadNetwork
import RoadPipeline

/// The explanation of points for machines.
enum PointExplanationRecord {
    /// `--json`.
    struct Answer: Encodable {
        var schema = "jol.match.explain.points/1"
        var network: String
        var points: [Point]

        init(_ network: String, _ explained: [PointExplanation]) {
            self.network = network
            points = explained.map(Point.init)
        }
    }

    struct Point: Encodable {
        var id: String
        var reason: String?
        var way: Int64?
        var u: Int64?
        var v: Int64?
        var confidence: Double
        var roadProbability: Double
        var roadThreshold: Double
        var sigmaMetres: Double
        var ellipse: Ellipse?
        var radiusMetres: Double
        var segmentsConsidered: Int
        var margin: Double?
        var candidates: [Row]
        var text: String

        init(_ point: PointExplanation) {
            let (why, decision) = (point.explanation, point.decision)
            id = point.id
            reason = decision.reason?.rawValue
            way = decision.way
            u = decision.way == nil ? nil : decision.from
            v = decision.way == nil ? nil : decision.to
            confidence = decision.confidence
            roadProbability = why.match.roadProbability
            roadThreshold = why.roadThreshold
            (sigmaMetres, radiusMetres) = (why.sigma.value, why.radius.value)
            ellipse = why.ellipse.map(Ellipse.init)
            segmentsConsidered = why.segmentsConsidered
            margin = why.margin
            candidates = why.rows.map(Row.init)
            text = PointExplanationText.text(point)
        }
    }

    struct Ellipse: Encodable {
        var semiMajorMetres: Double
        var semiMinorMetres: Double
        var azimuth: Double

        init(_ ellipse: ErrorEllipse) {
            (semiMajorMetres, semiMinorMetres) = (ellipse.semiMajor.value, ellipse.semiMinor.value)
            azimuth = ellipse.azimuth.value
        }
    }

    struct Row: Encodable {
        var way: Int64
        var segment: UInt32
        var direction: String
        var name: String
        var ref: String
        var roadClass: String
        var probability: Double
        var score: Double
        var terms: EvidenceTerms
        var distanceMetres: Double
        var sigmas: Double
        var bearing: Double
        var headingDifference: Double?
        var road: Int
        var roadProbability: Double

        init(_ row: MatchExplanation.Row) {
            way = row.segment.way
            segment = row.segment.id.rawValue
            direction = row.segment.isForward ? "forward" : "backward"
            (name, ref) = (row.segment.label.name, row.segment.label.ref)
            roadClass = row.segment.roadClass.name
            (probability, score) = (row.candidate.probability, row.candidate.score)
            terms = row.candidate.terms
            (distanceMetres, sigmas) = (row.distance.value, row.sigmas)
            bearing = row.bearing.value
            headingDifference = row.candidate.headingDifference?.value
            (road, roadProbability) = (row.road, row.roadProbability)
        }
    }

    /// `--csv`: a row for each candidate; the terms add up to the score.
    static func csv(_ explained: [PointExplanation]) -> String {
        var lines = [
            "id,rank,way,segment,direction,name,ref,class,probability,score,distance,junction,"
                + "heading,name_or_ref,post,site,level,limit,road_class,traffic,distance_m"
        ]
        for point in explained {
            for (rank, row) in point.explanation.rows.enumerated() {
                let terms = row.candidate.terms
                var fields = [
                    quoted(point.id), "\(rank + 1)", "\(row.segment.way)",
                    "\(row.segment.id.rawValue)", row.segment.isForward ? "forward" : "backward",
                    quoted(row.segment.label.name), quoted(row.segment.label.ref),
                    row.segment.roadClass.name,
                ]
                fields += [
                    row.candidate.probability, row.candidate.score, terms.distance,
                    terms.junction, terms.heading, terms.name, terms.post, terms.site,
                    terms.level, terms.limit, terms.roadClass, terms.traffic, row.distance.value,
                ].map { "\($0)" }
                lines.append(fields.joined(separator: ","))
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}
