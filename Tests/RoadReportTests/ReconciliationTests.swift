import RoadModel
import RoadReport
import Testing

@Test func `a content without figures agrees with itself`() {
}
