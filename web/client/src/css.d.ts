// esbuild bundles imported style sheets; to the compiler they are nothing.
declare module "*.css";
