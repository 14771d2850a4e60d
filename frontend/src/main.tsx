import { render } from "preact";
import { followLinks } from "./address";
import { App } from "./app";
import "./style/base.css";
import "./style/frame.css";
import "./style/parts.css";
import "./style/charts.css";
import "./style/bins.css";
import "./style/measured.css";
import "./style/reader.css";
import "./style/verdicts.css";
import { apply } from "./theme";

apply();
followLinks();
render(<App />, document.getElementById("app")!);
