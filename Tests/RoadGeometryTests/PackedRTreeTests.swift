import RoadGeometry
import Testing
import TestKit

@Suite("A packed R-tree")
struct PackedRTreeTests {
    private func boxes(_ count: Int, seed: UInt64, spread: Double = 1000) -> [PlanarBox] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let x = Double.random(in: 0...spread, using: &random)
            let y = Double.random(in: 0...spread, using: &random)
            let w = Double.random(in: 0...40, using: &random)
            let h = Bool.random(using: &random) ? 0 : Double.random(in: 0...40, using: &random)
            return PlanarBox(minX: x, minY: y, maxX: x + w, maxY: y + h)
        }
    }

    @Test(
        "finds by radius exactly what a walk over all boxes finds",
        arguments: [0, 1, 2, 15, 16, 17, 255, 256, 257, 3000]
    )
    func radius(count: Int) {
        let source = boxes(count, seed: UInt64(count) + 1)
        let tree = PackedRTree(source)
        var random = SeededGenerator(seed: 99)
        var scratch = RTreeScratch()
        for radius in [0.0, 3, 50, 400, 5000] {
            let x = Double.random(in: -100...1100, using: &random)
            let y = Double.random(in: -100...1100, using: &random)
            tree.search(x: x, y: y, radiusMetres: radius, scratch: &scratch)
            let expected = source.indices.filter {
                source[$0].distanceSquared(x: x, y: y) <= radius * radius
            }
            #expect(scratch.items.sorted() == expected.map { UInt32($0) })
        }
    }

    @Test("finds by rectangle exactly what a walk over all boxes finds", arguments: 1...20)
    func rectangle(seed: UInt64) {
        let source = boxes(700, seed: seed)
        let tree = PackedRTree(source)
        var scratch = RTreeScratch()
        for area in boxes(20, seed: seed + 1000) {
            PackedRTree.search(
                boxes: tree.boxes.span,
                items: tree.items.span,
                levelEnds: tree.levelEnds.span,
                in: area,
                scratch: &scratch
            )
            let expected = source.indices.filter { source[$0].intersects(area) }
            #expect(scratch.items.sorted() == expected.map { UInt32($0) })
        }
    }

    @Test("gives the nearest boxes in order of distance", arguments: [1, 7, 16, 500])
    func nearest(count: Int) {
        let source = boxes(500, seed: 5)
        let tree = PackedRTree(source)
        var random = SeededGenerator(seed: 17)
        var scratch = RTreeScratch()
        for _ in 0..<30 {
            let x = Double.random(in: -300...1300, using: &random)
            let y = Double.random(in: -300...1300, using: &random)
            PackedRTree.nearest(
                count,
                boxes: tree.boxes.span,
                items: tree.items.span,
                levelEnds: tree.levelEnds.span,
                x: x,
                y: y,
                scratch: &scratch
            )
            let found = scratch.items.map { source[Int($0)].distanceSquared(x: x, y: y) }
            let all = source.map { $0.distanceSquared(x: x, y: y) }.sorted()
            #expect(found == Array(all.prefix(count)))
        }
    }

    @Test("keeps to a limit when it looks for the nearest")
    func nearestWithinLimit() {
        let tree = PackedRTree([
            PlanarBox(minX: 0, minY: 0, maxX: 0, maxY: 0),
            PlanarBox(minX: 10, minY: 0, maxX: 10, maxY: 0),
        ])
        var scratch = RTreeScratch()
        PackedRTree.nearest(
            5,
            boxes: tree.boxes.span,
            items: tree.items.span,
            levelEnds: tree.levelEnds.span,
            x: 1,
            y: 0,
            withinMetres: 8.9,
            scratch: &scratch
        )
        #expect(scratch.items == [0])
        PackedRTree.nearest(
            5,
            boxes: tree.boxes.span,
            items: tree.items.span,
            levelEnds: tree.levelEnds.span,
            x: 1,
            y: 0,
            withinMetres: 9,
            scratch: &scratch
        )
        #expect(scratch.items == [0, 1])
    }

    @Test("finds each of many equal boxes once")
    func equalBoxes() {
        let tree = PackedRTree(
            Array(repeating: PlanarBox(minX: 5, minY: 5, maxX: 5, maxY: 5), count: 100)
        )
        var scratch = RTreeScratch()
        tree.search(x: 5, y: 5, radiusMetres: 0, scratch: &scratch)
        #expect(scratch.items.sorted() == (0..<100).map { UInt32($0) })
    }

    @Test("answers nothing for a negative radius or one that is not a number")
    func uselessRadius() {
        let tree = PackedRTree(boxes(50, seed: 2))
        var scratch = RTreeScratch()
        for radius in [-1, Double.nan] {
            tree.search(x: 500, y: 500, radiusMetres: radius, scratch: &scratch)
            #expect(scratch.items.isEmpty)
        }
    }
}

@Suite("The Hilbert curve")
struct HilbertCurveTests {
    @Test("visits the four quadrants in the order of the curve")
    func quadrants() {
        #expect(HilbertCurve.index(column: 0, row: 0) == 0)
        #expect(HilbertCurve.index(column: 65_535, row: 0) == .max)
        #expect(HilbertCurve.index(column: 0, row: 65_535) == 0x5555_5555)
        #expect(HilbertCurve.index(column: 65_535, row: 65_535) == 0xAAAA_AAAA)
    }

    @Test("gives neighbouring places to neighbouring cells and no place twice")
    func steps() {
        var cells: [UInt32: (Int, Int)] = [:]
        for column in 0..<32 {
            for row in 0..<32 {
                cells[HilbertCurve.index(column: UInt16(column), row: UInt16(row))] = (column, row)
            }
        }
        #expect(cells.count == 1024)
        for place in 0..<UInt32(1023) {
            guard let a = cells[place], let b = cells[place + 1] else {
                Issue.record("place \(place) is missing")
                return
            }
            #expect(abs(a.0 - b.0) + abs(a.1 - b.1) == 1)
        }
    }

    @Test("puts not a number and points outside on the edge")
    func outside() {
        let box = PlanarBox(minX: 0, minY: 0, maxX: 10, maxY: 10)
        #expect(HilbertCurve.index(x: .nan, y: -4, in: box) == 0)
        #expect(HilbertCurve.index(x: 99, y: 0, in: box) == .max)
    }
}
