import Foundation
import RoadModel
import RoadReport
import Testing

struct ExportTests {
    private func places(_ road: String) -> [HotspotPlace] {
        [
            HotspotPlace(
                hotspot: Samples.hotspot(road: road),
                lines: [[Samples.place(43.2, 76.9), Samples.place(43.21, 76.91)]]
            )
        ]
    }

    @Test func `the CSV has a header, points for decimals and CR LF`() {
        let text = HotspotTable.csv(places("KAZ02"))
        #expect(
            text
                == "id,unit,rank,rank_best,rank_worst,road,from_km,to_km,length_m,crashes,killed,"
                + "injured,violations,score,rate,rate_lower,rate_upper,p,q,above_average\r\n"
                + "S1,section,1,1,4,KAZ02,12.000,13.000,1000.0,9,1,11,3,12.000,4.5000,2.0600,8.5400,"
                + "0.000400,0.010000,1\r\n"
        )
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|cmd"])
    func `a cell that a spreadsheet would run begins with an apostrophe`(road: String) {
        let line = HotspotTable.csv(places(road)).components(separatedBy: "\r\nS1").last ?? ""
        #expect(line.contains("\"'" + road))
    }

    @Test func `commas and quotes are quoted`() {
        #expect(HotspotTable.csv(places("a, \"b\"")).contains("\"a, \"\"b\"\"\""))
    }

    @Test func `the GeoJSON is read back with the same geometry and names`() throws {
        let text = HotspotTable.geoJSON(places("</script>\u{2028}\"\\"))
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        )
        let features = try #require(object["features"] as? [[String: Any]])
        let geometry = try #require(features.first?["geometry"] as? [String: Any])
        let properties = try #require(features.first?["properties"] as? [String: Any])
        #expect(geometry["type"] as? String == "MultiLineString")
        #expect(geometry["coordinates"] as? [[[Double]]] == [[[76.9, 43.2], [76.91, 43.21]]])
        #expect(properties["road"] as? String == "</script>\u{2028}\"\\")
        #expect(properties["above_average"] as? Bool == true)
        #expect(Set(properties.keys) == Set(HotspotTable.columns))
    }

    @Test(arguments: Language.allCases)
    func `QGIS styles are well-formed and name a symbol for every rule`(language: Language) {
        let styles = [
            QGISStyle.hotspots(language),
            QGISStyle.hotspots(language, hasAdjustedProbability: true),
            QGISStyle.segments(language), QGISStyle.events(language),
        ]
        for style in styles {
            #expect(isWellFormedXML(style))
            let rules = style.components(separatedBy: "<rule ").count - 1
            #expect(rules >= 2)
            #expect(style.components(separatedBy: "<symbol ").count - 1 == rules)
            #expect(style.hasPrefix("<!DOCTYPE qgis"))
        }
    }
}
