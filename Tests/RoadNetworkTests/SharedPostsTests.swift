import RoadModel
import RoadNetwork
import Testing

@Suite("Posts of a road with two indices")
struct SharedPostsTests {
    private struct Post {
        var kilometre: Double
        var x: Double
        var ref: String
    }

    /// The kilometres of the posts in each section of both routes of a road of 20 km with two indices.
    private func sections(_ posts: [Post]) throws -> [String: [[Double]]] {
        var builder = SourceBuilder()
        builder.way(1, [(1, 0, 0), (2, 20_500, 0)], ref: "A-1;B-2", roadClass: .trunk)
        for (row, post) in posts.enumerated() {
            builder.source.posts.append(
                KilometrePost(
                    node: Int64(row + 10),
                    point: ProjectedPoint(x: post.x, y: 6),
                    kilometre: post.kilometre,
                    ref: post.ref
                )
            )
        }
        let network = try CompiledNetwork(image: NetworkCompiler.compile(builder.source))
        var found: [String: [[Double]]] = [:]
        for route in LinearReferencing.build(network).routes {
            for section in route.lines.flatMap(\.sections) {
                found[route.ref, default: []].append(section.posts.map { $0.value / 1000 })
            }
        }
        return found
    }

    @Test("count for both, also where some name one index and others none")
    func mixed() throws {
        // Kilometre 10 is followed by 16: two sections of ten and of eleven posts.
        var posts: [Post] = []
        for row in 0...20 {
            let kilometre = row < 10 ? row + 1 : row + 6
            let ref = row % 2 == 0 ? "A-1" : ""
            posts.append(Post(kilometre: Double(kilometre), x: Double(row) * 1000 + 100, ref: ref))
        }
        let expected: [[Double]] = [
            posts[..<10].map { $0.kilometre }, posts[10...].map { $0.kilometre },
        ]
        let found = try sections(posts)
        #expect(found == ["A-1": expected, "B-2": expected])
    }

    @Test("count for both where one that names the other index counts on with the rest")
    func oneOfTheOther() throws {
        var posts: [Post] = []
        for row in 0...20 {
            let ref = row == 8 ? "B-2" : "A-1"
            posts.append(Post(kilometre: Double(row), x: Double(row) * 1000, ref: ref))
        }
        let expected: [[Double]] = [posts.map { $0.kilometre }]
        let found = try sections(posts)
        #expect(found == ["A-1": expected, "B-2": expected])
    }

    @Test("count apart where each index has a row of its own")
    func apart() throws {
        var (first, second): ([Post], [Post]) = ([], [])
        for row in 0...19 {
            let x = Double(row) * 1000
            first.append(Post(kilometre: Double(row), x: x, ref: "A-1"))
            second.append(Post(kilometre: Double(300 + row), x: x + 400, ref: "B-2"))
        }
        let found = try sections(first + second)
        #expect(found["A-1"] == [first.map { $0.kilometre }])
        #expect(found["B-2"] == [second.map { $0.kilometre }])
    }
}
